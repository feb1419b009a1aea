package io.kspec.mock.fetch;

import io.kspec.protocol.Message;
import java.util.List;

/**
 * A topic that is to be fetched.
 *
 * @param asked the topic of the request, by name or by id
 * @param partitions in the order asked
 */
public record FetchedTopic(Message asked, List<FetchTarget> partitions) {}
