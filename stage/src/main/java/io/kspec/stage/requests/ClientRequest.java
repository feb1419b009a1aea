package io.kspec.stage.requests;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.function.Consumer;

/** A request of one API that can be written at any version of it. */
public final class ClientRequest {
    private final ApiSpec api;
    private final Consumer<MessageBuilder> fill;

    private ClientRequest(ApiSpec api, Consumer<MessageBuilder> fill) {
        this.api = api;
        this.fill = fill;
    }

    /**
     * A request of an API.
     *
     * @param fill sets the fields that differ from their defaults; it asks the builder which fields the version has
     * @throws IllegalArgumentException if no release defines the API
     */
    public static ClientRequest of(String api, Consumer<MessageBuilder> fill) {
        return new ClientRequest(Catalog.standard().api(api), fill);
    }

    public ApiSpec api() {
        return api;
    }

    /** This request with a change, such as a value that no client would send. */
    public ClientRequest with(Consumer<MessageBuilder> change) {
        return new ClientRequest(api, fill.andThen(change));
    }

    /**
     * One request for what this one and another ask for: the entries that both add to an array, and the single values of
     * the other.
     *
     * @throws IllegalArgumentException if the other is of another API
     */
    public ClientRequest and(ClientRequest other) {
        if (other.api.key() != api.key()) {
            throw new IllegalArgumentException("expected another " + this + ", found a " + other);
        }
        return with(other.fill);
    }

    /**
     * The body at a version.
     *
     * @throws IllegalArgumentException if no release defines the version, or the version cannot express the request
     */
    public Message at(int version) {
        MessageBuilder body = Message.builder(api.request(version));
        fill.accept(body);
        return body.build();
    }

    @Override
    public String toString() {
        return api.name() + " request";
    }
}
