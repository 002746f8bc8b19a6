//! What waivers name and nobody knows: rules, tenants, and partners that are not named by their id.

use super::{On, Waiver, Waivers};
use crate::diagnostic::{Code, Diagnostic};
use crate::register::Register;
use crate::suggest;
use crate::tenant::ids;

/// What can be named.
pub struct Known<'a> {
    /// Every rule there is, also those that do not run; `None` where some could not be loaded, so that nobody knows.
    pub rules: Option<Vec<&'a str>>,
    /// The tenants of the config, or those of this run where the config names none.
    pub tenants: Vec<&'a str>,
    /// Whether those are all there are.
    pub all_tenants: bool,
    pub register: Option<&'a Register>,
}

impl Waivers {
    /// The mistakes that show only when rules and tenants are known.
    pub fn dangling(&self, known: &Known<'_>) -> Vec<Diagnostic> {
        self.entries
            .iter()
            .flat_map(|waiver| {
                let found = [
                    self.rule(waiver, known),
                    self.tenant(waiver, known),
                    self.partner(waiver, known),
                ];
                found.into_iter().flatten()
            })
            .collect()
    }

    fn rule(&self, waiver: &Waiver, known: &Known<'_>) -> Option<Diagnostic> {
        let rules = known.rules.as_ref()?;
        if rules.binary_search(&waiver.rule.as_str()).is_ok() {
            return None;
        }
        let message = format!("there is no rule `{}`", waiver.rule);
        let help = match suggest::nearest(&waiver.rule, rules.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`tenantlint rules` lists them".to_owned(),
        };
        Some(
            self.mistake(waiver, "rule", message, "no such rule")
                .help(help),
        )
    }

    fn tenant(&self, waiver: &Waiver, known: &Known<'_>) -> Option<Diagnostic> {
        let tenants = || known.tenants.iter().copied();
        let Some(name) = &waiver.tenant else {
            let several = known.tenants.len() > 1;
            return several.then(|| {
                let message = "there are several tenants: a waiver must say which it is for";
                self.mistake(waiver, "rule", message.to_owned(), "lacks `tenant`")
                    .help(format!("tenants: {}", known.tenants.join(", ")))
            });
        };
        if !known.all_tenants || tenants().any(|tenant| tenant == name) {
            return None;
        }
        let help = match suggest::nearest(name, tenants()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("tenants: {}", known.tenants.join(", ")),
        };
        let message = format!("there is no tenant `{name}`");
        Some(
            self.mistake(waiver, "tenant", message, "no such tenant")
                .help(help),
        )
    }

    /// Names change and are not unique: a partner goes by its id, and the name may tell which.
    fn partner(&self, waiver: &Waiver, known: &Known<'_>) -> Option<Diagnostic> {
        let On::Partner(partner) = &waiver.on else {
            return None;
        };
        if ids::is_id(partner) {
            return None;
        }
        let mistake = self.mistake(
            waiver,
            "partner",
            format!("`{partner}` is no tenant id"),
            "a partner goes by its tenant id",
        );
        let entries = known.register.iter().flat_map(|register| &register.entries);
        let mut of_name = entries.filter(|entry| ids::key(&entry.name) == *partner);
        Some(match (of_name.next(), of_name.next()) {
            (Some(entry), None) => mistake.help(format!(
                "{} is {} in the register",
                entry.name, entry.tenant_id
            )),
            _ => mistake,
        })
    }

    fn mistake(&self, waiver: &Waiver, member: &str, message: String, label: &str) -> Diagnostic {
        Diagnostic::new(Code::WaiversInvalid, message)
            .label(self.label(waiver, member, label, true))
    }
}
