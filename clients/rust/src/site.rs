//! What a job works with: a client, a name of its own, and steps that several jobs take.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rskafka::BackoffConfig;
use rskafka::client::controller::ControllerClient;
use rskafka::client::partition::{Compression, PartitionClient, UnknownTopicHandling};
use rskafka::client::{Client, ClientBuilder};
use rskafka::record::Record;

use crate::Outcome;

type Got<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const PATIENCE: Duration = Duration::from_secs(30);
const MOST_BYTES: i32 = 1 << 20;
const FETCH_MS: i32 = 200;
pub const ADMIN_MS: i32 = 10_000;

pub struct Site {
    pub client: Client,
    pub name: String,
}

impl Site {
    pub async fn connect(bootstrap: String, name: String) -> Got<Site> {
        let backoff = BackoffConfig {
            deadline: Some(PATIENCE),
            ..BackoffConfig::default()
        };
        let client = ClientBuilder::new(vec![bootstrap])
            .backoff_config(backoff)
            .build()
            .await?;
        Ok(Site { client, name })
    }

    pub fn controller(&self) -> Got<ControllerClient> {
        Ok(self.client.controller_client()?)
    }

    /// Creates the topic of the job, and waits until it has leaders.
    pub async fn topic(&self, partitions: i32) -> Outcome {
        self.controller()?
            .create_topic(&self.name, partitions, 1, ADMIN_MS)
            .await?;
        for partition in 0..partitions {
            self.partition(partition).await?;
        }
        Ok(())
    }

    /// The number of partitions of the job's topic; none if it is not listed.
    pub async fn listed(&self) -> Got<Option<usize>> {
        let topics = self.client.list_topics().await?;
        Ok(topics
            .iter()
            .find(|topic| topic.name == self.name)
            .map(|topic| topic.partitions.len()))
    }

    /// Waits until the job's topic has a number of partitions, or is not listed.
    pub async fn wait_listed(&self, partitions: Option<usize>) -> Outcome {
        let end = Instant::now() + PATIENCE;
        while self.listed().await? != partitions {
            if Instant::now() > end {
                return Err(format!(
                    "partitions of the topic: expected {partitions:?} within 30 s"
                )
                .into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    pub async fn partition(&self, index: i32) -> Got<PartitionClient> {
        Ok(self
            .client
            .partition_client(&self.name, index, UnknownTopicHandling::Retry)
            .await?)
    }

    /// Sends records to a partition of the job's topic, and returns their offsets.
    pub async fn send(
        &self,
        partition: i32,
        records: Vec<Record>,
        codec: Compression,
    ) -> Got<Vec<i64>> {
        Ok(self
            .partition(partition)
            .await?
            .produce(records, codec)
            .await?)
    }

    /// Reads a partition from an offset until there are as many records as expected, and once more.
    pub async fn read(&self, partition: i32, offset: i64, count: usize) -> Got<Vec<String>> {
        let client = self.partition(partition).await?;
        let (mut values, mut next) = (Vec::new(), offset);
        let end = Instant::now() + PATIENCE;
        loop {
            let enough = values.len() >= count;
            let (records, _) = client.fetch_records(next, 1..MOST_BYTES, FETCH_MS).await?;
            for found in records {
                next = found.offset + 1;
                values.push(String::from_utf8(found.record.value.unwrap_or_default())?);
            }
            if enough {
                return Ok(values);
            }
            if Instant::now() > end {
                return Err(
                    format!("{count} records: not within 30 s, found {}", values.len()).into(),
                );
            }
        }
    }
}

/// The value of a numbered record: long enough to be compressed.
fn value(number: usize) -> String {
    format!("value {number} of a job {}", "x".repeat(100))
}

pub fn values(first: usize, count: usize) -> Vec<String> {
    (first..first + count).map(value).collect()
}

/// Numbered records, each a second later than the one before.
pub fn records(first: usize, count: usize, begin: DateTime<Utc>) -> Vec<Record> {
    (0..)
        .map(Duration::from_secs)
        .zip(values(first, count))
        .map(|(later, value)| Record {
            key: Some(b"k".to_vec()),
            value: Some(value.into_bytes()),
            headers: Default::default(),
            timestamp: begin + later,
        })
        .collect()
}

pub fn check<T: PartialEq + Debug>(what: &str, expected: T, found: T) -> Outcome {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}: expected {expected:.200?}, found {found:.200?}").into())
}
