use ops::prelude::*;

struct Holder<T>(T);

#[charm]
impl<T> Holder<T> {
    #[on(install)]
    fn install(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = Holder::<u8>::install;
}
