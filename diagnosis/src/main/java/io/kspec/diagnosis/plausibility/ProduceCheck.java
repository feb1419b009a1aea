package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;

/** Checks Produce requests: acks, and one batch per partition. */
final class ProduceCheck implements PlausibilityCheck {
    /** The first version of Produce with batches of magic 2, exactly one per partition (KIP-98). */
    private static final int ONE_BATCH = 3;

    @Override
    public void check(PlausibilityContext context) {
        if (!context.is("Produce")) {
            return;
        }
        Message body = context.body();
        short acks = body.getShort("Acks");
        if (acks < -1 || acks > 1) {
            context.report(ImplausibleKind.ACKS_UNKNOWN, "Acks", "acks is " + acks + "; Kafka knows -1, 0 and 1");
        }
        PlausibilityContext.each(
                body,
                "",
                "TopicData",
                (topic, path) -> PlausibilityContext.each(
                        topic, path, "PartitionData", (partition, at) -> records(context, partition, at)));
    }

    private static void records(PlausibilityContext context, Message partition, String path) {
        Bytes records = partition.getNullableBytes("Records");
        String at = path + ".Records";
        if (records == null || records.isEmpty()) {
            context.report(ImplausibleKind.RECORDS_NULL, at, "the partition has no records");
        } else if (context.body().id().version() >= ONE_BATCH) {
            new RecordsCheck(context, at, records).checkProduced();
        }
    }
}
