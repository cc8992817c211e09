//! A charm whose traces are sent to a collector, with a secret that is in none of them.
#![allow(clippy::panic, reason = "it is told to")]

use ops::prelude::*;

/// It looks for this wherever it may not be.
const PLANTED: &str = "correct-horse-battery-staple";

#[charm]
struct TracingCharm {
    #[component(endpoint = "charm-tracing")]
    tracing: ops::otlp::Tracing,
    #[component(endpoint = "receive-ca-cert")]
    ca: ops::otlp::CaCertificates,
}

/// Something of the charm's own.
#[event]
struct Installed {
    password: String,
}

#[charm]
impl TracingCharm {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        let span = ops::tracing::info_span!("my own", packages = 3);
        let _entered = span.enter();
        let content = SecretContent::new([("password", PLANTED)])?;
        let secret = cx.unit().add_secret(&content, &SecretMetadata::new().label("token"))?;
        info!("{} holds {content:?}", secret.id());
        for relation in cx.relations(Self::ENDPOINTS.charm_tracing)? {
            relation.local_unit().set("password", PLANTED)?;
        }
        cx.emit(&Installed { password: PLANTED.into() })?;
        Ok(())
    }

    #[on(event = Installed)]
    fn installed(&mut self, _cx: &Context, event: Installed) {
        info!("{} bytes", event.password.len());
    }

    #[on(config_changed)]
    fn fail(&mut self, _cx: &Context) -> ops::Result {
        Err("it was told to fail".into())
    }

    #[on(stop)]
    fn panic(&mut self, _cx: &Context) {
        panic!("it was told to panic");
    }
}

ops::main!(TracingCharm);
