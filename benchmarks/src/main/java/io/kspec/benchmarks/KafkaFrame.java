package io.kspec.benchmarks;

import org.apache.kafka.common.protocol.ApiMessage;

/**
 * A frame as kafka-clients decodes it.
 *
 * @param header the header
 * @param body the body
 */
record KafkaFrame(ApiMessage header, ApiMessage body) {}
