package io.kspec.diagnosis.clients;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what is wrong on the wire by what a client printed, in {@code reactions.json}. */
public final class ClientTexts {
    /** The longest text that is read, in characters; of a longer one, the first part. */
    public static final int LONGEST = 64 << 10;

    /** A text must have this part of a client's text, or consist of one by this part. */
    private static final double LIKE = 0.6;
    /** A text that is only a part of a client's text fits less well than one that has it whole. */
    private static final double PART = 0.9;
    /** A text that says too little fits many clients' texts: it must have words that weigh as two rare ones do. */
    private static final double WORDS = 1.6;
    /** How much less well another fault may fit than the best one. */
    private static final double BEHIND = 0.2;

    /** Of texts that fit this equally well, the one that says more is the better. */
    private static final double NEARLY_EQUAL = 0.05;

    private static final int MOST = 3;
    /** What is added if the text names the client, and taken away if it names an API that the fault is not about. */
    private static final double HINT = 0.05;

    private static final ClientTexts STANDARD = new ClientTexts(ReactionFile.standard());

    private final List<Entry> entries;
    private final WordWeights weights;

    /** A client's text, what it tells of, and its words. */
    private record Entry(ClientText text, WireFault fault, TextPattern pattern) {}

    private record Hit(Entry entry, double likeness) {}

    private ClientTexts(ReactionFile file) {
        List<ReactionRule> rules = file.reactions().stream()
                .filter(rule -> rule.reaction().printed())
                .toList();
        weights = new WordWeights(rules.stream()
                .map(rule -> Wording.ofPattern(rule.reaction().text()))
                .toList());
        entries = rules.stream().map(rule -> entry(file, rule)).toList();
    }

    private Entry entry(ReactionFile file, ReactionRule rule) {
        String client = rule.reaction().client();
        ReactionFile.Client origin = file.client(client);
        String text = rule.reaction().text();
        return new Entry(
                new ClientText(client, origin.repository(), origin.commit(), text, rule.source()),
                file.fault(rule),
                new TextPattern(Wording.ofPattern(text), weights));
    }

    /** The texts of the file that comes with kspec. */
    public static ClientTexts standard() {
        return STANDARD;
    }

    /** All texts, in the order of the file. */
    public List<ClientText> all() {
        return entries.stream().map(Entry::text).toList();
    }

    /** All faults that texts tell of, in the order of the file. */
    public List<WireFault> faults() {
        return entries.stream().map(Entry::fault).distinct().toList();
    }

    /** The API that a text names. */
    public static Optional<MentionedApi> api(String text) {
        return MentionedApi.in(bounded(text));
    }

    /** The faults that a text tells of, the likeliest first; few or none. */
    public List<FaultMatch> find(String text) {
        String bounded = bounded(text);
        List<String> words = Wording.of(bounded);
        double weight = words.stream().mapToDouble(weights::of).sum();
        Optional<String> api =
                MentionedApi.in(bounded).map(mentioned -> mentioned.api().name());
        String lower = bounded.toLowerCase(Locale.ROOT);
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : entries) {
            double common = entry.pattern().weightIn(words);
            if (common >= Math.min(WORDS * weights.rarest(), entry.pattern().total() * 0.99)) {
                double whole = common / entry.pattern().total();
                double part = PART * common / weight;
                double hint = lower.contains(entry.text().client().toLowerCase(Locale.ROOT)) ? HINT : 0;
                boolean elsewhere = api.isPresent()
                        && !entry.fault().fields().isEmpty()
                        && !entry.fault().apis().contains(api.get());
                hits.add(new Hit(entry, Math.max(whole, part) + hint - (elsewhere ? HINT : 0)));
            }
        }
        return matches(hits.stream()
                .filter(hit -> hit.likeness() >= LIKE)
                .sorted(Comparator.comparingLong((Hit hit) -> -Math.round(hit.likeness() / NEARLY_EQUAL))
                        .thenComparingDouble(hit -> -hit.entry().pattern().total()))
                .toList());
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private List<FaultMatch> matches(List<Hit> hits) {
        double best = hits.isEmpty() ? 0 : hits.get(0).likeness();
        List<FaultMatch> matches = new ArrayList<>();
        for (Hit hit : hits) {
            WireFault fault = hit.entry().fault();
            if (hit.likeness() >= best - BEHIND
                    && matches.size() < MOST
                    && matches.stream().noneMatch(match -> match.fault().equals(fault))) {
                Stream<ClientText> others = entries.stream()
                        .filter(entry -> entry.fault().equals(fault))
                        .map(Entry::text);
                List<ClientText> said = Stream.concat(Stream.of(hit.entry().text()), others)
                        .distinct()
                        .toList();
                matches.add(new FaultMatch(fault, Math.min(1, hit.likeness()), said));
            }
        }
        return matches;
    }
}
