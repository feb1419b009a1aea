//! The jobs. `clients.yaml` says what each of them shows, and which ones rskafka has no calls for.

use std::time::Duration;

use chrono::Utc;
use rskafka::client::error::{Error, ProtocolError};
use rskafka::client::partition::{Compression, OffsetAt};

use crate::Outcome;
use crate::site::{ADMIN_MS, Site, check, records, values};

pub async fn play(site: &Site, job: &str) -> Outcome {
    match job {
        "list-topics" => list_topics(site).await,
        "create-topic" => create_topic(site).await,
        "delete-topic" => delete_topic(site).await,
        "delete-records" => delete_records(site).await,
        "produce-acks-all" => produce(site, Compression::NoCompression).await,
        "produce-gzip" => produce(site, Compression::Gzip).await,
        "produce-snappy" => produce(site, Compression::Snappy).await,
        "produce-lz4" => produce(site, Compression::Lz4).await,
        "produce-zstd" => produce(site, Compression::Zstd).await,
        "consume-assigned" => consume_assigned(site).await,
        "seek-time" => seek_time(site).await,
        "list-offsets" => list_offsets(site).await,
        _ => Err("the driver has no such job".into()),
    }
}

async fn list_topics(site: &Site) -> Outcome {
    site.topic(1).await?;
    check(
        "partitions of the listed topic",
        Some(1),
        site.listed().await?,
    )
}

async fn create_topic(site: &Site) -> Outcome {
    site.topic(3).await?;
    site.wait_listed(Some(3)).await?;
    match site
        .controller()?
        .create_topic(&site.name, 3, 1, ADMIN_MS)
        .await
    {
        Err(Error::ServerError {
            protocol_error: ProtocolError::TopicAlreadyExists,
            ..
        }) => Ok(()),
        other => Err(format!("expected that the topic exists, found {other:?}").into()),
    }
}

async fn delete_topic(site: &Site) -> Outcome {
    site.topic(2).await?;
    site.controller()?
        .delete_topic(&site.name, ADMIN_MS)
        .await?;
    site.wait_listed(None).await
}

async fn delete_records(site: &Site) -> Outcome {
    site.topic(1).await?;
    site.send(0, records(0, 10, Utc::now()), Compression::NoCompression)
        .await?;
    let partition = site.partition(0).await?;
    partition.delete_records(6, ADMIN_MS).await?;
    check(
        "earliest offset",
        6,
        partition.get_offset(OffsetAt::Earliest).await?,
    )?;
    check(
        "records that are left",
        values(6, 4),
        site.read(0, 6, 4).await?,
    )
}

async fn produce(site: &Site, codec: Compression) -> Outcome {
    site.topic(1).await?;
    check(
        "first offsets",
        (0..15).collect(),
        site.send(0, records(0, 15, Utc::now()), codec).await?,
    )?;
    check(
        "next offsets",
        (15..30).collect(),
        site.send(0, records(15, 15, Utc::now()), codec).await?,
    )?;
    check("records", values(0, 30), site.read(0, 0, 30).await?)
}

async fn consume_assigned(site: &Site) -> Outcome {
    site.topic(3).await?;
    for partition in 0..3 {
        let first = 10 * partition as usize;
        site.send(
            partition,
            records(first, 10, Utc::now()),
            Compression::NoCompression,
        )
        .await?;
    }
    for partition in 0..3 {
        let first = 10 * partition as usize;
        check(
            "records",
            values(first, 10),
            site.read(partition, 0, 10).await?,
        )?;
        check(
            "end offset",
            10,
            site.partition(partition)
                .await?
                .get_offset(OffsetAt::Latest)
                .await?,
        )?;
        check(
            "records since an offset",
            values(first + 8, 2),
            site.read(partition, 8, 2).await?,
        )?;
    }
    Ok(())
}

async fn seek_time(site: &Site) -> Outcome {
    site.topic(1).await?;
    let begin = Utc::now() - Duration::from_secs(100);
    site.send(0, records(0, 10, begin), Compression::NoCompression)
        .await?;
    let time = OffsetAt::Timestamp(begin + Duration::from_millis(5500));
    let offset = site.partition(0).await?.get_offset(time).await?;
    check("offset at the time", 6, offset)?;
    check(
        "records since the time",
        values(6, 4),
        site.read(0, offset, 4).await?,
    )
}

async fn list_offsets(site: &Site) -> Outcome {
    site.topic(1).await?;
    let begin = Utc::now() - Duration::from_secs(100);
    site.send(0, records(0, 3, begin), Compression::NoCompression)
        .await?;
    let partition = site.partition(0).await?;
    check(
        "earliest",
        0,
        partition.get_offset(OffsetAt::Earliest).await?,
    )?;
    check("latest", 3, partition.get_offset(OffsetAt::Latest).await?)?;
    let time = OffsetAt::Timestamp(begin + Duration::from_secs(1));
    check("offset at a time", 1, partition.get_offset(time).await?)
}
