use ops::prelude::*;

fn only<M: ops::AtMostOneRelation>(cx: &Context, endpoint: Endpoint<Requires, M>) -> ops::Result<Option<Relation>> {
    Ok(cx.relation(endpoint)?)
}

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        let _ = only(cx, Self::ENDPOINTS.db)?;
        let _ = only(cx, Self::ENDPOINTS.cache)?;
        Ok(())
    }
}

ops::main!(WebApp);
