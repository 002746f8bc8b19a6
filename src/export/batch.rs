//! Answers of Graph's `$batch`: one file, many answers, each with its status. Source: entra.md 4.1.

use super::{Page, PartnerList, UNKNOWN, trouble};
use crate::source::{Kind as NodeKind, NodeId};

impl Page<'_> {
    /// Every response must carry a body; what a failed one would have said is missing.
    pub(super) fn batch(&mut self, responses: NodeId) {
        if self.reading.format == UNKNOWN {
            self.reading.format = "graph-batch";
        }
        for response in self.children(responses) {
            let before = self.reading.diagnostics.len();
            let body = self.tree.get(response, "body");
            let body = body
                .filter(|body| matches!(self.tree.kind(*body), NodeKind::Object | NodeKind::Array));
            let failed = self.tree.get(response, "status").filter(|status| {
                let text = self
                    .tree
                    .number_text(*status)
                    .or_else(|| self.tree.as_str(*status));
                text.and_then(|text| text.trim().parse::<u32>().ok())
                    .is_some_and(|status| status >= 400)
            });
            if let Some(body) = body {
                self.value(body, None, false);
            }
            let message = match (failed, body) {
                (Some(_), _) => "a request of this batch failed",
                (None, None) => "an answer of this batch has no body that can be read",
                (None, Some(_)) => continue,
            };
            self.partners(PartnerList::Incomplete);
            if self.reading.diagnostics.len() == before {
                let label = self.label(failed.unwrap_or(response), "Graph's answer");
                let diagnostic = trouble::graph_error(message).label(label);
                self.say(diagnostic);
            }
        }
    }
}
