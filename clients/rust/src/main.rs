//! Plays jobs with rskafka: BOOTSTRAP PREFIX JOB...

mod jobs;
mod site;

use std::time::Instant;

use serde_json::json;

use site::Site;

/// How a job ends: well, or with what went wrong.
type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bootstrap, prefix, jobs @ ..] = arguments.as_slice() else {
        panic!("expected BOOTSTRAP PREFIX JOB...");
    };
    for job in jobs {
        let begin = Instant::now();
        let detail = detail_of(bootstrap, prefix, job).await;
        let line = json!({
            "client": "rskafka",
            "version": version(),
            "job": job,
            "ok": detail.is_empty(),
            "millis": begin.elapsed().as_millis() as u64,
            "detail": detail,
        });
        println!("{line}");
    }
}

/// What went wrong in a job; empty if nothing did. A task of its own catches panics of the library.
async fn detail_of(bootstrap: &str, prefix: &str, job: &str) -> String {
    let (bootstrap, name, job) = (
        bootstrap.to_owned(),
        format!("{prefix}-{job}"),
        job.to_owned(),
    );
    let task =
        tokio::spawn(async move { jobs::play(&Site::connect(bootstrap, name).await?, &job).await });
    match task.await {
        Ok(Ok(())) => String::new(),
        Ok(Err(failure)) => failure.to_string(),
        Err(panic) => panic.to_string(),
    }
}

/// The version of the library that was built in.
fn version() -> &'static str {
    include_str!("../Cargo.lock")
        .split("[[package]]")
        .find(|package| package.contains("name = \"rskafka\""))
        .and_then(|package| package.split('"').nth(3))
        .unwrap_or("unknown")
}
