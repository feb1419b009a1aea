package io.kspec.mock.recording;

import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that is recorded from.
 *
 * @param address the broker that was named: {@code localhost:9092}
 * @param brokers the addresses of all brokers by node id, resolved
 * @param apiVersions the response to ApiVersions
 */
public record TargetCluster(String address, SortedMap<Integer, InetSocketAddress> brokers, Message apiVersions) {
    private static final int TIMEOUT_MS = 5_000;
    private static final int LARGEST_ANSWER = 8 << 20;
    private static final ApiSpec API_VERSIONS = Catalog.standard().api("ApiVersions");
    private static final ApiSpec METADATA = Catalog.standard().api("Metadata");
    private static final List<String> FEATURES =
            List.of("SupportedFeatures", "FinalizedFeaturesEpoch", "FinalizedFeatures", "ZkMigrationReady");

    /**
     * Asks a broker for its versions and for the brokers of its cluster. Blocks for some seconds at most.
     *
     * @param address host and port, such as {@code localhost:9092} or {@code [::1]:9092}
     * @throws IllegalArgumentException if the address has another form
     * @throws IOException if the broker cannot be reached, or does not answer as Kafka does
     */
    public static TargetCluster inquire(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("expected host:port, found " + address);
        }
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(resolved(host, Integer.parseInt(address.substring(colon + 1))), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            Message apiVersions = apiVersions(socket);
            int highest = versions(apiVersions, METADATA)
                    .intersect(new Versions(1, 12))
                    .highest();
            Message metadata = ask(socket, METADATA, highest, request -> request.set("Topics", List.of()));
            SortedMap<Integer, InetSocketAddress> brokers = new TreeMap<>();
            for (Message broker : metadata.getStructs("Brokers")) {
                brokers.put(broker.getInt("NodeId"), resolved(broker.getString("Host"), broker.getInt("Port")));
            }
            return new TargetCluster(address, brokers, apiVersions);
        } catch (DecodeException e) {
            throw new IOException(address + " does not answer as Kafka does: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress resolved(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("the host " + host + " is unknown");
        }
        return address;
    }

    /** Asks at v4, or at the highest version that the broker then names. */
    private static Message apiVersions(Socket socket) throws IOException {
        Message newest = ask(socket, API_VERSIONS, 4, TargetCluster::introduce);
        if (newest.getInt("ErrorCode") != ErrorCode.UNSUPPORTED_VERSION.code()) {
            return newest;
        }
        int highest = Math.max(0, Math.min(3, versions(newest, API_VERSIONS).highest()));
        return ask(socket, API_VERSIONS, highest, TargetCluster::introduce);
    }

    private static void introduce(MessageBuilder request) {
        request.setIfPresent("ClientSoftwareName", "kspec").setIfPresent("ClientSoftwareVersion", "1");
    }

    private static Message ask(Socket socket, ApiSpec api, int version, Consumer<MessageBuilder> fill)
            throws IOException {
        MessageBuilder request = Message.builder(api.request(version));
        fill.accept(request);
        Bytes frame = Frames.encodeRequest(api, version, 1, "kspec-recording", request.build());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(frame.size());
        out.write(frame.toArray());
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int size = in.readInt();
        if (size < 0 || size > LARGEST_ANSWER) {
            throw new IOException("expected a response of at most " + LARGEST_ANSWER + " bytes, found " + size);
        }
        return Frames.decodeResponse(api, version, Bytes.wrap(in.readNBytes(size)));
    }

    private static Versions versions(Message apiVersions, ApiSpec api) {
        return apiVersions.getStructs("ApiKeys").stream()
                .filter(entry -> entry.getInt("ApiKey") == api.key())
                .findFirst()
                .map(entry -> new Versions(entry.getInt("MinVersion"), entry.getInt("MaxVersion")))
                .orElse(Versions.NONE);
    }

    /**
     * Checks that clients can be served by other brokers in place of these: one for each node id.
     *
     * @throws IllegalArgumentException if the node ids differ
     */
    public void requireNodeIds(List<ClusterBroker> others) {
        List<Integer> ids = others.stream().map(ClusterBroker::nodeId).sorted().toList();
        if (!ids.equals(List.copyOf(brokers.keySet()))) {
            throw new IllegalArgumentException("expected a mock with the node ids of the target's brokers, which are "
                    + brokers.keySet() + ", found " + ids);
        }
    }

    /** A response to ApiVersions that promises no more than this cluster answers, and shows its features. */
    Message restrict(Message own) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(MessageTree.of(own));
        tree.put(
                "ApiKeys",
                own.getStructs("ApiKeys").stream()
                        .map(this::common)
                        .flatMap(Optional::stream)
                        .toList());
        Map<String, @Nullable Object> shown = MessageTree.of(apiVersions);
        FEATURES.forEach(tree::remove);
        FEATURES.stream()
                .filter(name -> own.spec().has(name) && shown.containsKey(name))
                .forEach(name -> tree.put(name, shown.get(name)));
        return MessageTree.toMessage(own.spec(), tree);
    }

    private Optional<Message> common(Message range) {
        ApiSpec api = Catalog.standard().find(range.getShort("ApiKey")).orElseThrow();
        Versions both = versions(apiVersions, api)
                .intersect(new Versions(range.getInt("MinVersion"), range.getInt("MaxVersion")));
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(range.with("MinVersion", both.lowest()).with("MaxVersion", both.highest()));
    }
}
