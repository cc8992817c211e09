mod agent;
mod fuzz;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::*;
use agent::{Agent, Said};

fn read() -> ToolCall<'static> {
    ToolCall::new("is-leader", &["--format=json"])
}

fn write() -> ToolCall<'static> {
    ToolCall::new("status-set", &["active"])
}

/// What a call gives when the agent says this.
fn said(said: Said) -> Result<Vec<u8>, ToolErrorKind> {
    let agent = Agent::new(move |_| Some(said.clone()));
    agent.socket().run(&mut None, &read())
}

#[test]
fn an_answer_is_what_the_tool_wrote() {
    assert_eq!(said(Said::ok("true\n")).unwrap(), b"true\n");
    assert_eq!(said(Said::ok("")).unwrap(), b"");
    let long = "x".repeat(100_000);
    assert_eq!(said(Said::ok(&long)).unwrap(), long.as_bytes());
}

#[test]
fn a_refusal_has_its_code_and_words() {
    for code in [1, 2, -1] {
        let failed = said(Said::Ran(code, Vec::new(), b"ERROR permission denied\n".to_vec()));
        assert!(
            matches!(&failed, Err(ToolErrorKind::Failed { code: found, stderr })
                if i64::from(*found) == code && stderr == "permission denied"),
            "{failed:?}"
        );
    }
    assert!(matches!(said(Said::Ran(1 << 40, Vec::new(), Vec::new())), Err(ToolErrorKind::Io(_))));
}

#[test]
fn what_the_agent_itself_refuses_reads_as_a_tool_s_failure() {
    for text in
        [r#"bad request: expected context id "A", got "C""#, "hook tool requires stdin, none supplied"]
    {
        let failed = said(Said::Refused(text.into()));
        assert!(
            matches!(&failed, Err(ToolErrorKind::Failed { code: 1, stderr }) if stderr == text),
            "{failed:?}"
        );
    }
    for text in ["bad request: unknown command: nope", "bad request: unknown hook command: nope"] {
        assert!(matches!(said(Said::Refused(text.into())), Err(ToolErrorKind::NotFound)));
    }
}

#[test]
fn a_connection_goes_on_after_a_refusal_and_is_the_only_one() {
    let agent = Agent::new(|request| {
        Some(if request.number == 0 { Said::Refused("no".into()) } else { Said::ok("yes") })
    });
    let socket = agent.socket();
    assert!(agent.requests().is_empty());
    socket.call(&read()).unwrap_err();
    assert_eq!(socket.call(&read()).unwrap(), b"yes");
    assert_eq!(socket.call(&write().with_stdin(&[b'x'; 200_000])).unwrap(), b"yes");
    let seen: Vec<_> = agent.requests().iter().map(|request| (request.connection, request.number)).collect();
    assert_eq!(seen, [(0, 0), (0, 1), (0, 2)]);
}

#[test]
fn a_read_whose_answer_was_lost_is_made_once_more() {
    let agent = Agent::new(|request| (request.connection > 0).then(|| Said::ok("yes")));
    assert_eq!(agent.socket().call(&read()).unwrap(), b"yes");
    assert_eq!(agent.requests().len(), 2);

    let agent = Agent::new(|_| None);
    let error = agent.socket().call(&read()).unwrap_err();
    assert!(matches!(error.kind(), ToolErrorKind::Io(_)), "{error}");
    assert_eq!(agent.requests().len(), 2);
}

#[test]
fn a_write_whose_answer_was_lost_is_never_made_again() {
    for lost in [None, Some(Said::Bytes(b"HTTP/1.1 400 Bad Request\r\n".repeat(4)))] {
        let is_read = lost.is_some();
        let agent = Agent::new(
            move |request| {
                if request.connection == 0 { lost.clone() } else { Some(Said::ok("yes")) }
            },
        );
        let socket = agent.socket();
        let error = socket.call(&write()).unwrap_err();
        assert!(matches!(error.kind(), ToolErrorKind::OutcomeUnknown(_)), "{error}");
        assert!(error.to_string().contains("may or may not have happened"), "{error}");
        assert_eq!(error.to_string().contains("does not read"), is_read, "{error}");
        assert_eq!(agent.requests().len(), 1);
        assert_eq!(socket.call(&write()).unwrap(), b"yes", "the next has a connection of its own");
    }
}

#[test]
fn an_agent_that_is_silent_is_not_waited_for_without_end() {
    let agent = Agent::new(|_| Some(Said::Bytes(Vec::new())));
    let socket = agent.socket().with_patience(Duration::from_millis(50));
    let begun = Instant::now();
    let error = socket.call(&read()).unwrap_err();
    assert!(matches!(error.kind(), ToolErrorKind::TimedOut(_)), "{error}");
    let error = socket.call(&write()).unwrap_err();
    assert!(matches!(error.kind(), ToolErrorKind::OutcomeUnknown(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(agent.requests().len(), 2);
}

#[test]
fn an_answer_that_is_longer_than_any_is_not_read() {
    let mut endless = Vec::new();
    encode::uint(&mut endless, 1 << 40);
    assert!(matches!(said(Said::Bytes(endless)), Err(ToolErrorKind::TooMuchOutput(_))));
}

#[test]
fn nobody_who_listens_is_said_and_nothing_was_asked() {
    let error = AgentSocket::new("/nonexistent/agent.socket", "C").call(&write()).unwrap_err();
    assert!(matches!(error.kind(), ToolErrorKind::NotConnected(_)), "{error}");
    let long = AgentSocket::new("x".repeat(200), "C").call(&write()).unwrap_err();
    assert!(matches!(long.kind(), ToolErrorKind::NotConnected(_)), "{long}");
}

#[test]
fn the_request_tells_the_context_and_the_folder() {
    let agent = Agent::new(|_| Some(Said::ok("")));
    agent.socket().call(&read()).unwrap();
    let request = &agent.requests()[0];
    assert!(request.has("\u{1}C") && request.has(std::env::current_dir().unwrap().to_str().unwrap()));
}

#[test]
#[cfg(target_os = "linux")]
fn an_address_can_be_abstract() {
    let name = format!("charmed-ops-test-{}", std::process::id());
    let _agent = Agent::at_abstract(&name, |_| Some(Said::ok("yes")));
    let socket = AgentSocket::new(format!("@{name}"), "C");
    assert_eq!(socket.call(&read()).unwrap(), b"yes");
}

#[test]
fn closing_ends_the_connection_though_a_child_of_the_charm_lives_on() {
    let mut child = None;
    let (sender, receiver) = std::sync::mpsc::channel();
    let agent = Agent::new(move |_| {
        // While the call is under way.
        let sleeping = Command::new("sleep").arg("30").stdin(Stdio::null()).spawn().unwrap();
        sender.send(sleeping).unwrap();
        Some(Said::ok("yes"))
    });
    let socket = agent.socket();
    socket.call(&read()).unwrap();
    child.replace(receiver.recv().unwrap());
    assert_eq!(agent.ended(), 0);
    socket.close();
    let begun = Instant::now();
    while agent.ended() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the child has the connection");
        thread::sleep(Duration::from_millis(1));
    }
    let mut child = child.unwrap();
    assert!(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(socket.call(&write()).unwrap_or_default(), b"yes", "the next call connects again");
    receiver.recv().unwrap().kill().unwrap();
}

#[test]
fn calls_of_several_threads_stay_whole_and_in_order() {
    let agent = Agent::new(|request| Some(Said::Ran(0, request.body.clone(), Vec::new())));
    let socket = Arc::new(agent.socket());
    thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            let socket = Arc::clone(&socket);
            scope.spawn(move || {
                for number in 0..50 {
                    let text = format!("<{name}{number}>{}", "x".repeat(number * 100));
                    let answer = socket.call(&ToolCall::new("juju-log", &[text.as_str()])).unwrap();
                    assert!(String::from_utf8_lossy(&answer).contains(&text));
                }
            });
        }
    });
    let requests = agent.requests();
    assert_eq!(requests.len(), 200);
    assert!(requests.iter().all(|request| request.connection == 0));
    for name in ["a", "b", "c", "d"] {
        let places = (0..50).map(|number| {
            requests.iter().position(|request| request.has(&format!("<{name}{number}>"))).unwrap()
        });
        assert!(places.is_sorted(), "{name}");
    }
}
