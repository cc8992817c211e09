//! Where in a dispatch something happens, in the words of the log: `config-changed (deferred), in the component `database``.

/// It is cheap until it is written: there may be a thousand deferred events.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The event, or what is run for none.
    event: &'a str,
    /// What else there is to say of it; empty if nothing.
    note: &'a str,
    /// The component; empty is the charm itself.
    component: &'a str,
}

impl<'a> Place<'a> {
    pub(super) fn event(event: &'a str) -> Self {
        Self { event, note: "", component: "" }
    }

    pub(super) fn noted(self, note: &'a str) -> Self {
        Self { note, ..self }
    }

    pub(super) fn in_component(self, component: &'a str) -> Self {
        Self { component, ..self }
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push_str(self.event);
        if !self.note.is_empty() {
            out.extend([" (", self.note, ")"]);
        }
        if !self.component.is_empty() {
            out.extend([", in the component `", self.component, "`"]);
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_there_is_to_say() {
        let place = Place::event("db-relation-changed");
        assert_eq!(place.text(), "db-relation-changed");
        assert_eq!(
            place.noted("deferred").in_component("database").text(),
            "db-relation-changed (deferred), in the component `database`"
        );
    }
}
