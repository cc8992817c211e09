// Lines that are generated for each handler, of 25 at most an event:
//    9 install
//   18 start
//   46 configure (3 events)
//   17 stop
//   31 database (2 events)
//   11 database_gone
//   18 data
//   18 web_ready
//   18 secret
//   21 get_password
//   11 restart
//   19 leader
//   11 status
//   11 app_status
/// Every kind of handler.
impl WebApp {
    const PORTS: [u16; 2] = [80, 443];
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn install(&mut self, cx: &Context) {
        self.helper(cx);
    }
    /// Documented, and visible.
    #[tracing::instrument]
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    pub(crate) fn start(&mut self, cx: &Context, event: Start) -> ops::Result {
        event.defer();
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn configure(&mut self, cx: &Context, event: LifecycleEvent) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn stop(&self, cx: &Context, event: Stop) {}
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn database(&mut self, cx: &Context, event: RelationEvent) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn database_gone(&mut self, cx: &Context) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn data(&mut self, cx: &Context, event: StorageAttached) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn web_ready(&mut self, cx: &Context, event: PebbleReady) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn secret(&mut self, cx: &Context, event: SecretChanged) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn get_password(
        &mut self,
        cx: &Context,
        params: GetPassword,
    ) -> ActionResult<Password> {
        Ok(Password::of(params.username))
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn restart(&mut self, cx: &Context) -> ActionResult {
        Ok(())
    }
    #[cfg(feature = "leader")]
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn leader(&mut self, cx: &Context, event: LeaderElected) -> ops::Result {
        Ok(())
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn status(&self, cx: &Context) -> Vec<Status> {
        vec![Status::active()]
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn app_status(&self, cx: &Context) -> Status {
        Status::active()
    }
    fn helper(&self, cx: &Context) {}
}
const _: () = {
    #[allow(unused_imports)]
    use on as _;
    #[allow(unused_imports)]
    use ops::on as _;
    impl ::ops::__private::Charm for WebApp {
        const HANDLERS: &'static [::ops::__private::Handler<Self>] = &[
            ::ops::__private::Handler::new(
                "install",
                |charm, call| call.plain(|cx| Self::install(charm, call.context(cx))),
            ),
            ::ops::__private::Handler::new(
                    "start",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::Start,
                                _,
                            >(|cx, event| {
                                call.done(Self::start(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "config-changed",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::ConfigChanged,
                                _,
                            >(|cx, event| {
                                call.done(Self::configure(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "upgrade-charm",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::UpgradeCharm,
                                _,
                            >(|cx, event| {
                                call.done(Self::configure(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "update-status",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::UpdateStatus,
                                _,
                            >(|cx, event| {
                                call.done(Self::configure(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                "stop",
                |charm, call| {
                    call
                        .take_event::<
                            ::ops::Stop,
                            _,
                        >(|cx, event| {
                            call.done(Self::stop(charm, call.context(cx), event))
                        })
                },
            ),
            ::ops::__private::Handler::new(
                    "db-relation-created",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::RelationCreated,
                                _,
                            >(|cx, event| {
                                call.done(Self::database(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "db-relation-changed",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::RelationChanged,
                                _,
                            >(|cx, event| {
                                call.done(Self::database(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                "db-relation-broken",
                |charm, call| {
                    call.plain(|cx| Self::database_gone(charm, call.context(cx)))
                },
            ),
            ::ops::__private::Handler::new(
                    "data-storage-attached",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::StorageAttached,
                                _,
                            >(|cx, event| {
                                call.done(Self::data(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "web-pebble-ready",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::PebbleReady,
                                _,
                            >(|cx, event| {
                                call.done(Self::web_ready(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                    "secret-changed",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::SecretChanged,
                                _,
                            >(|cx, event| {
                                call.done(Self::secret(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                "action:get-password",
                |charm, call| {
                    call
                        .take_params(|cx, params| {
                            call
                                .conclude(
                                    Self::get_password(charm, call.context(cx), params),
                                )
                        })
                },
            ),
            ::ops::__private::Handler::new(
                "action:restart",
                |charm, call| {
                    call.action_plain(|cx| Self::restart(charm, call.context(cx)))
                },
            ),
            #[cfg(feature = "leader")]
            ::ops::__private::Handler::new(
                    "leader-elected",
                    |charm, call| {
                        call
                            .take_event::<
                                ::ops::LeaderElected,
                                _,
                            >(|cx, event| {
                                call.done(Self::leader(charm, call.context(cx), event))
                            })
                    },
                )
                .may_defer(),
            ::ops::__private::Handler::new(
                "collect-unit-status",
                |charm, call| {
                    call.unit_status(|cx| Self::status(charm, call.context(cx)))
                },
            ),
            ::ops::__private::Handler::new(
                "collect-app-status",
                |charm, call| {
                    call.app_status(|cx| Self::app_status(charm, call.context(cx)))
                },
            ),
        ];
    }
    #[allow(unused_imports)]
    use ::ops::__private::Facts as _;
    const _: () = ::ops::__private::same_metadata(
        <WebApp>::OPS_METADATA,
        "tests/expand/every_kind",
    );
    const _: () = ::ops::__private::same_action(
        <GetPassword>::OPS_ACTION,
        "get-password",
    );
};
const _: &[u8] = ::core::include_bytes!(
    "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
);
