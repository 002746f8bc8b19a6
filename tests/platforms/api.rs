//! A server on this machine that stands for the API of a platform: it notes what is asked, and answers as told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::Value;

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Method and path.
    pub(crate) what: String,
    /// Lines of the head, in lower case.
    pub(crate) head: String,
    pub(crate) body: Value,
}

/// What is answered: status, one more line of the head, body.
pub(crate) type Answer = (u16, &'static str, Value);

pub(crate) struct Api {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Api {
    /// Serve until the test ends; `answer` is given method and path.
    pub(crate) fn serve(answer: impl Fn(&str) -> Answer + Send + 'static) -> Api {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let request = read(&stream);
                let (status, line, body) = answer(&request.what);
                noted.lock().expect("whole").push(request);
                let body = body.to_string();
                let _ = write!(
                    &stream,
                    "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
                     Connection: close\r\n{line}\r\n{body}",
                    body.len()
                );
            }
        });
        Api { address, asked }
    }

    /// One that fails at everything.
    pub(crate) fn broken() -> Api {
        Api::serve(|_| (500, "", Value::Null))
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("whole").clone()
    }

    /// Method and path of each request.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.what).collect()
    }
}

fn read(stream: &TcpStream) -> Asked {
    let mut lines = BufReader::new(stream);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        if line.trim().is_empty() {
            break;
        }
        head.push_str(&line);
    }
    let what = head.lines().next().unwrap_or_default();
    let what = what.trim_end_matches(" HTTP/1.1").to_owned();
    let head = head.to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .map_or(0, |length| length.trim().parse().expect("a number"));
    let mut body = vec![0; length];
    lines.read_exact(&mut body).expect("the body");
    Asked {
        what,
        head,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    }
}
