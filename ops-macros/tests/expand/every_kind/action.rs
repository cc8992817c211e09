/// A parameter that is required, one with a default and one that can be absent.
#[action("get-password")]
#[derive(Debug)]
struct GetPassword {
    #[action(name = "username")]
    user: String,
    rotate: bool,
    #[cfg(feature = "validity")]
    valid_for: Option<u32>,
}

#[action("restart")]
struct Restart {}
