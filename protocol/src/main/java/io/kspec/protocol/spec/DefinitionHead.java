package io.kspec.protocol.spec;

import java.util.List;

/**
 * What a definition says of its message before it comes to the fields.
 *
 * @param name the name with its suffix: {@code OffsetFetchRequest}
 * @param apiKey the API's key, or -1 if the message is neither a request nor a response
 * @param listeners the listeners that serve the API: {@code broker}, {@code controller}, {@code zkBroker}
 * @param validVersions the versions of the message
 */
record DefinitionHead(String name, int apiKey, List<String> listeners, Versions validVersions) {}
