//! A charm with a secret of its application's, one of its unit's, and one of the user's that it reads.
#![allow(clippy::panic, clippy::unwrap_used, reason = "it is told to")]

use std::time::{Duration, SystemTime};

use ops::prelude::*;
use serde::{Deserialize, Serialize};

#[config]
struct Config {
    password: String,
    token: Option<SecretId>,
}

#[stored_state]
struct State {
    token_length: usize,
}

#[charm]
struct SecretsCharm {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

/// What the application's secret holds.
#[derive(Serialize)]
struct Credentials {
    username: String,
    password: String,
}

#[derive(Deserialize)]
struct Token {
    token: SecretString,
}

/// What no password is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code, reason = "it is not there")]
enum Level {
    Low,
    High,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "it is not read")]
struct Password {
    password: Level,
}

#[action("leak")]
struct Leak {
    how: String,
}

const LABEL: &str = "client";

#[charm]
impl SecretsCharm {
    #[on(leader_elected)]
    fn elected(&mut self, cx: &Context) -> ops::Result {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        if cx.app().secret_by_label(&leader, LABEL)?.is_none() {
            let metadata = SecretMetadata::new()
                .label(LABEL)
                .description("what clients log in with")
                .rotate(RotatePolicy::Monthly)
                .expire(SystemTime::UNIX_EPOCH + Duration::from_secs(1_893_456_000));
            let secret = cx.app().add_secret(&leader, &self.content()?, &metadata)?;
            info!("{} holds {:?}", secret.id(), secret.as_reader().content()?);
        }
        Ok(())
    }

    /// A secret of the unit alone, and the user's.
    #[on(start)]
    fn start(&mut self, cx: &Context) -> ops::Result {
        let content = SecretContent::new([("odd", " a=b\n"), ("empty", ""), ("equals", "==")])?;
        let secret = cx.unit().add_secret(&content, &SecretMetadata::new().label("own"))?;
        secret.set_info(&SecretMetadata::new().description("the unit's"))?;
        if let Some(id) = &self.config.token {
            let token: Token = cx.secret(id).with_label("token").content()?.decode()?;
            self.state.token_length = token.token.expose_secret().len();
            debug!(?token.token, "read");
        }
        Ok(())
    }

    #[on(config_changed)]
    fn configure(&mut self, cx: &Context) -> ops::Result {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        if let Some(secret) = cx.app().secret_by_label(&leader, LABEL)? {
            let is_new = secret.set_content_if_changed(&self.content()?)?;
            info!("a new revision: {is_new}");
        }
        Ok(())
    }

    #[on(relation_created = "clients")]
    fn client(&mut self, cx: &Context, event: RelationCreated) -> ops::Result {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        let secret = cx.app().secret_by_label(&leader, LABEL)?.ok_or("no secret yet")?;
        secret.grant(event.relation())?;
        event.relation().local_app(&leader).set("secret-user", secret.id().as_str())?;
        Ok(())
    }

    #[on(secret_changed)]
    fn changed(&mut self, _cx: &Context, event: SecretChanged) -> ops::Result {
        let token: Token = event.secret().refresh()?.decode()?;
        self.state.token_length = token.token.expose_secret().len();
        Ok(())
    }

    #[on(secret_rotate)]
    fn rotate(&mut self, _cx: &Context, event: SecretRotate) -> ops::Result {
        event.secret().set_content(&self.content()?)?;
        event.secret().set_info(&SecretMetadata::new().description("rotated"))?;
        Ok(())
    }

    #[on(secret_expired)]
    fn expired(&mut self, _cx: &Context, event: SecretExpired) -> ops::Result {
        event.secret().set_content(&self.content()?)?;
        Ok(())
    }

    #[on(secret_remove)]
    fn unused(&mut self, _cx: &Context, event: SecretRemove) -> ops::Result {
        event.remove_revision()?;
        Ok(())
    }

    #[on(action = "share")]
    fn share(&mut self, cx: &Context) -> ActionResult {
        let secret = cx.unit().secret_by_label("own")?.ok_or("no secret yet")?;
        for relation in cx.relations(Self::ENDPOINTS.clients)? {
            for unit in relation.units()? {
                secret.grant_to_unit(&relation, &unit)?;
                secret.revoke_from_unit(&relation, &unit)?;
            }
            secret.grant(&relation)?;
            secret.revoke(&relation)?;
        }
        info!("{:?}", secret.info()?);
        Ok(())
    }

    #[on(action = "leak")]
    fn leak(&mut self, cx: &Context, params: Leak) -> ActionResult {
        let mut read = Vec::new();
        for id in cx.owned_secret_ids()? {
            let secret = cx.unit().secret(&id);
            read.push(secret.peek()?);
            secret.set_content(&self.content()?)?;
        }
        let token = self.config.token.as_ref().map(|id| cx.secret(id).peek()).transpose()?;
        ops::tracing::error!(?read, ?token, "all of it");
        match params.how.as_str() {
            "error" => Err(format!("{read:?} {token:?}").into()),
            "panic" => panic!("{cx:?} {read:?} {token:?}"),
            "unwrap" => {
                for content in &read {
                    content.decode::<Password>().unwrap();
                }
                Ok(())
            }
            "not-found" => {
                let id: SecretId = "0000000000000000009g".parse()?;
                cx.secret(&id).content()?;
                Ok(())
            }
            "variant" => {
                for content in &read {
                    content.decode::<Password>()?;
                }
                Ok(())
            }
            "decode" => {
                for content in &read {
                    content.decode::<std::collections::BTreeMap<String, u8>>()?;
                }
                Ok(())
            }
            _ => {
                let id: SecretId = "0000000000000000009g".parse()?;
                cx.unit().secret(&id).set_content(&self.content()?)?;
                Ok(())
            }
        }
    }

    #[on(action = "drop")]
    fn drop(&mut self, cx: &Context) -> ActionResult {
        for id in cx.owned_secret_ids()? {
            cx.unit().secret(&id).remove_all_revisions()?;
        }
        Ok(())
    }
}

impl SecretsCharm {
    fn content(&self) -> ops::Result<SecretContent> {
        let credentials = Credentials { username: "client".into(), password: self.config.password.clone() };
        Ok(SecretContent::encode(&credentials)?)
    }
}

ops::main!(SecretsCharm);
