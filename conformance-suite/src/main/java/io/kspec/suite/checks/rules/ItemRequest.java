package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A request that asks for several items, and where its response answers each of them. It changes nothing on the broker if the
 * items do not exist.
 *
 * @param api the API
 * @param asked where the request lists the items
 * @param answered where the response lists them
 * @param lowest the lowest version at which the request cannot change anything on the broker
 * @param fill writes a request for items of these names; an item without a name has an id or key that is made of it
 */
record ItemRequest(
        ApiSpec api, ItemPath asked, ItemPath answered, int lowest, BiConsumer<MessageBuilder, List<String>> fill) {
    static ItemRequest of(String api, String asked, String answered, BiConsumer<MessageBuilder, List<String>> fill) {
        return new ItemRequest(Catalog.standard().api(api), ItemPath.parse(asked), ItemPath.parse(answered), 0, fill);
    }

    /** The same request, only from a version on. */
    ItemRequest from(int version) {
        return new ItemRequest(api, asked, answered, version, fill);
    }

    /** Whether the request and the response have these items at a version. */
    boolean isAt(int version) {
        return version >= lowest
                && api.request(version).struct().has(asked.array())
                && api.response(version).struct().has(answered.array());
    }

    /** The request at a version. */
    Message body(int version, List<String> names) {
        MessageBuilder body = Message.builder(api.request(version));
        fill.accept(body, names);
        return body.build();
    }
}
