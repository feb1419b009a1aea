package io.kspec.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the sources of requirements, and in what is known of clients, what has an address: improvement proposals, issues,
 * message definitions, documentation, and files of repositories.
 */
final class SourceLinks {
    private static final String GITHUB = "https://github.com/";
    private static final String WIKI = "https://cwiki.apache.org/confluence/";
    private static final String DOCUMENTATION = "https://kafka.apache.org/documentation/";
    private static final String RELEASE = release();
    private static final Properties PROPOSALS = properties("proposals.properties");
    private static final Properties KAFKA_FILES = properties("kafka-files.properties");
    /** The commit at which the tests of Apache Kafka were read. */
    private static final String TESTS = GITHUB + "apache/kafka/blob/1eb7644/core/src/test/scala/unit/kafka/";

    private static final List<Address> ADDRESSES = List.of(
            new Address("KIP-(\\d+)", found -> proposal(found.group(1))),
            new Address("KAFKA-\\d+", found -> "https://issues.apache.org/jira/browse/" + found.group()),
            new Address(
                    "([A-Z]\\w+)\\.json|(?<=message definition )([A-Z]\\w+(?:Request|Response|Header))",
                    found -> definition(found.group(1) == null ? found.group(2) : found.group(1))),
            new Address("(?:Kafka's|Kafka) protocol guide", found -> "https://kafka.apache.org/protocol"),
            new Address(
                    "(?<=topic configuration )[a-z.]+[a-z]", found -> DOCUMENTATION + "#topicconfigs_" + found.group()),
            new Address(
                    "(?<=Kafka's )(?:group|offset|socket)\\.[a-z.]+[a-z]",
                    found -> DOCUMENTATION + "#brokerconfigs_" + found.group()),
            new Address("GroupCoordinatorTest", found -> TESTS + "coordinator/group/GroupCoordinatorTest.scala"),
            new Address(
                    "(?:Create|Delete)TopicsRequestTest|ProduceRequestTest",
                    found -> TESTS + "server/" + found.group() + ".scala"),
            new Address(
                    "(?:Confluent )?Schema Registry ([0-9a-f]{8})",
                    found -> GITHUB + "confluentinc/schema-registry/tree/" + found.group(1)),
            new Address("Karapace ([0-9a-f]{8})", found -> GITHUB + "Aiven-Open/karapace/tree/" + found.group(1)));

    private static final Pattern VERSION = Pattern.compile("([\\w.-]+/[\\w.-]+) ([0-9a-f]{7,40})");
    private static final Pattern PATH = Pattern.compile("(?!.*\\.\\.)\\w[\\w-]*[./][\\w./-]*");

    /**
     * A piece of a text.
     *
     * @param text the text
     * @param address where it leads, or null if nowhere
     */
    record Piece(String text, @Nullable String address) {}

    private record Address(Pattern pattern, Function<MatchResult, String> of) {
        Address(String pattern, Function<MatchResult, String> of) {
            this(Pattern.compile(pattern), of);
        }
    }

    private record Link(int start, int end, String address) {}

    private SourceLinks() {}

    /** A text in pieces; those with an address do not overlap. */
    static List<Piece> in(String text) {
        List<Link> links = new ArrayList<>();
        for (Address address : ADDRESSES) {
            Matcher matcher = address.pattern().matcher(text);
            while (matcher.find()) {
                links.add(new Link(matcher.start(), matcher.end(), address.of().apply(matcher.toMatchResult())));
            }
        }
        links.sort((one, other) -> Integer.compare(one.start(), other.start()));
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (Link link : links) {
            if (link.start() < end) {
                continue;
            }
            if (link.start() > end) {
                pieces.add(new Piece(text.substring(end, link.start()), null));
            }
            pieces.add(new Piece(text.substring(link.start(), link.end()), link.address()));
            end = link.end();
        }
        if (end < text.length()) {
            pieces.add(new Piece(text.substring(end), null));
        }
        return pieces;
    }

    /** Where a file or package of a repository is; the repository as a whole if it is not named by its path; or null. */
    static @Nullable String file(String version, String source) {
        Matcher read = VERSION.matcher(version);
        if (!read.matches()) {
            return null;
        }
        String path = source.replaceFirst("[, (].*", "");
        if (read.group(1).equals("apache/kafka")) {
            path = KAFKA_FILES.getProperty(path, "");
        }
        boolean whole = source.startsWith("observed") || !PATH.matcher(path).matches();
        String what = whole || !path.contains(".") ? "tree" : "blob";
        return GITHUB + read.group(1) + "/" + what + "/" + read.group(2) + (whole ? "" : "/" + path);
    }

    private static String definition(String name) {
        return GITHUB + "apache/kafka/blob/" + RELEASE + "/clients/src/main/resources/common/message/" + name + ".json";
    }

    private static String proposal(String number) {
        String page = PROPOSALS.getProperty(number);
        return page == null
                ? WIKI + "dosearchsite.action?where=KAFKA&queryString=%22KIP-" + number + "%22"
                : WIKI + "display/KAFKA/" + page;
    }

    private static String release() {
        return Objects.requireNonNull(properties("release.properties").getProperty("kafka.newest"), "kafka.newest");
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(SourceLinks.class.getResourceAsStream(name), name)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
