//! What rskafka says of brokers with a planted bug: (BOOTSTRAP PATTERN)...
//!
//! Reads the topic "planted" from each broker once, and prints after "said:" the failure that ended it, the record that was read,
//! or that nothing happened within some seconds. The patterns are for the clients that log, and say much more.

use std::time::Duration;

use rskafka::BackoffConfig;
use rskafka::client::ClientBuilder;
use rskafka::client::partition::UnknownTopicHandling;

const TOPIC: &str = "planted";
const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for bootstrap in arguments.iter().step_by(2) {
        let said = match tokio::time::timeout(PATIENCE, read(bootstrap)).await {
            Ok(Ok(value)) => format!("read {value}"),
            Ok(Err(failure)) => failure.to_string(),
            Err(_) => "nothing".to_owned(),
        };
        println!("said: {}", said.replace('\n', " "));
    }
}

async fn read(bootstrap: &str) -> Result<String, Box<dyn std::error::Error>> {
    let client = ClientBuilder::new(vec![bootstrap.to_owned()])
        .backoff_config(BackoffConfig {
            deadline: Some(PATIENCE / 2),
            ..BackoffConfig::default()
        })
        .build()
        .await?;
    let partition = client
        .partition_client(TOPIC, 0, UnknownTopicHandling::Error)
        .await?;
    let (records, _) = partition.fetch_records(0, 1..1 << 20, 100).await?;
    let record = records.into_iter().next().ok_or("no record")?;
    Ok(String::from_utf8(record.record.value.unwrap_or_default())?)
}
