package io.kspec.mock.fetch;

import io.kspec.protocol.message.Message;
import java.util.List;

/**
 * A requested topic.
 *
 * @param asked the topic's entry in the request, which has its name or its id
 * @param partitions in the order of the request
 */
public record FetchedTopic(Message asked, List<FetchTarget> partitions) {}
