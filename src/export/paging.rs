//! Lists that are not all there: one page of many, and lists that count more than they hold.
//!
//! Graph answers long lists in pages, each with `@odata.nextLink` but for the last, and says in `@odata.count` how many there
//! are when it was asked. Source: entra.md 4.1.

use super::{Page, PartnerList, graph, trouble};
use crate::source::NodeId;

impl Page<'_> {
    /// A list that goes on elsewhere can't be judged as a whole. Whether it does.
    pub(super) fn next_page(&mut self, node: NodeId, before: usize, of_partners: bool) -> bool {
        let link = self.annotation(node, &["@odata.nextLink", "partners@odata.nextLink"]);
        let Some(link) = link else {
            return false;
        };
        if of_partners {
            self.partners(PartnerList::Incomplete);
        }
        self.cut_since(before);
        // An empty page has no records that tell of what there are more.
        let context = self.text(node, "@odata.context");
        let kind = context.and_then(|context| graph::kind_of_context(&context));
        self.reading.cut.extend(kind);
        let diagnostic = trouble::page_missing().label(self.label(link, "there is more"));
        self.say(diagnostic);
        true
    }

    /// A list that says it is longer than it is: somebody cut it.
    pub(super) fn counts_more(
        &mut self,
        node: NodeId,
        list: NodeId,
        before: usize,
        of_partners: bool,
    ) {
        let Some(count) = self.annotation(node, &["@odata.count"]) else {
            return;
        };
        let text = self.tree.number_text(count).or(self.tree.as_str(count));
        let number = text.and_then(|text| text.trim().parse::<usize>().ok());
        let length = self.tree.len(list);
        let Some(number) = number.filter(|number| *number > length) else {
            return;
        };
        if of_partners {
            self.partners(PartnerList::Incomplete);
        }
        self.cut_since(before);
        let label = self.label(count, "so many there are");
        self.say(trouble::list_cut(number, length).label(label));
    }

    /// An annotation of Graph's; tools and people write it in other casing.
    fn annotation(&self, node: NodeId, names: &[&str]) -> Option<NodeId> {
        self.tree.children(node).find(|member| {
            let key = self.tree.raw_key(*member).unwrap_or_default();
            names.iter().any(|name| name.eq_ignore_ascii_case(key))
        })
    }
}
