package io.kspec.mock.api;

import io.kspec.protocol.message.Message;
import java.util.List;

/**
 * A topic that is to be fetched.
 *
 * @param asked the topic of the request, by name or by id
 * @param partitions in the order asked
 */
record FetchedTopic(Message asked, List<FetchTarget> partitions) {}
