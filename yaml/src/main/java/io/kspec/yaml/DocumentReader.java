package io.kspec.yaml;

import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Makes nodes of the events of one YAML document. */
final class DocumentReader {
    /** The number of nodes in the largest document, those that aliases repeat included. */
    static final int MOST_NODES = 100_000;
    /** The number of collections that may lie within each other. */
    static final int DEEPEST = 100;

    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final String text;
    private final Problems problems;
    private final Iterator<Event> events;
    /** By the name of its anchor; null while it is being read. */
    private final Map<String, @Nullable Anchored> anchors = new HashMap<>();

    private int nodes;

    DocumentReader(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
        // A buffer for the whole text, since long tokens would be copied once for every smaller one.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(YamlReader.MOST_BYTES)
                .setBufferSize(text.length() + 1)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** A node that aliases may repeat: how many nodes it consists of, and how many collections lie within each other in it. */
    private record Anchored(YamlNode node, int size, int height) {}

    /** The rest of the document cannot be read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient FilePosition at;

        Unreadable(FilePosition at, String message) {
            super(message, null, false, false);
            this.at = at;
        }
    }

    /** The document; empty if it cannot be read, which is then reported. */
    Optional<YamlNode> read() {
        try {
            next(Event.ID.StreamStart);
            if (events.next().getEventId() == Event.ID.StreamEnd) {
                problems.add(FilePosition.START, "expected a mapping, found an empty file");
                return Optional.empty();
            }
            YamlNode root = node(events.next(), 0);
            next(Event.ID.DocumentEnd);
            Event end = events.next();
            if (end.getEventId() != Event.ID.StreamEnd) {
                problems.add(position(end), "expected one YAML document, found the start of another");
            }
            return Optional.of(root);
        } catch (Unreadable e) {
            problems.add(e.at, String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null || e.getContextMark().isEmpty()
                    ? ""
                    : e.getContext() + " that begins at " + position(e.getContextMark()) + ", ";
            String problem = context + e.getProblem();
            problems.add(position(e.getProblemMark()), "not valid YAML: " + problem.replaceAll("\\s+", " "));
        } catch (ReaderException e) {
            int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            problems.add(
                    FilePosition.after(text.substring(0, end)),
                    "not valid YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(FilePosition.START, "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void next(Event.ID expected) {
        Event event = events.next();
        if (event.getEventId() != expected) {
            throw new IllegalStateException("expected " + expected + ", found " + event);
        }
    }

    private YamlNode node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return repeated(alias, depth);
        }
        String anchor =
                ((NodeEvent) event).getAnchor().map(name -> name.getValue()).orElse(null);
        int before = nodes;
        count(event, 1);
        if (anchor != null) {
            anchors.put(anchor, null);
        }
        YamlNode node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection(event, depth + 1);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - before, height(node)));
        }
        return node;
    }

    private void count(Event event, int more) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new Unreadable(
                    position(event), "expected at most " + MOST_NODES + " nodes, aliases expanded, found more");
        }
    }

    private YamlNode repeated(AliasEvent alias, int depth) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            String found = anchors.containsKey(name) ? "*" + name + " within the node of that anchor" : "*" + name;
            throw new Unreadable(position(alias), "expected an alias of an earlier anchor, found " + found);
        }
        count(alias, anchored.size());
        checkDepth(alias, depth + anchored.height());
        return anchored.node();
    }

    private static void checkDepth(Event event, int depth) {
        if (depth > DEEPEST) {
            throw new Unreadable(
                    position(event), "expected at most " + DEEPEST + " collections within each other, found more");
        }
    }

    private static int height(YamlNode node) {
        int height = 0;
        if (node instanceof Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                height = Math.max(height, height(item));
            }
        } else if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                height = Math.max(height, height(entry.value()));
            }
        } else {
            return 0;
        }
        return height + 1;
    }

    private Scalar scalar(ScalarEvent event) {
        checkTag(event, event.getTag().filter(tag -> !tag.equals(TEXT_TAG)));
        boolean isPlain = event.isPlain() && event.getTag().isEmpty();
        return new Scalar(position(event), event.getValue(), isPlain);
    }

    private void checkTag(Event event, Optional<String> tag) {
        tag.ifPresent(
                name -> problems.add(position(event), "expected no tag other than !!str, found " + Excerpt.of(name)));
    }

    private YamlNode collection(Event event, int depth) {
        checkDepth(event, depth);
        if (event instanceof SequenceStartEvent start) {
            checkTag(start, start.getTag());
            List<YamlNode> items = new ArrayList<>();
            for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
                items.add(node(item, depth));
            }
            return new Sequence(position(start), items);
        }
        MappingStartEvent start = (MappingStartEvent) event;
        checkTag(start, start.getTag());
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            YamlNode name = node(key, depth);
            FilePosition at = position(key);
            YamlNode value = node(events.next(), depth);
            if (name instanceof Scalar scalar) {
                Entry entry = new Entry(new Scalar(at, scalar.text(), scalar.isPlain()), value);
                Entry first = entries.putIfAbsent(entry.name(), entry);
                if (first != null) {
                    problems.add(
                            at,
                            "expected each key once, found " + Excerpt.of(entry.name()) + " again; the first is at "
                                    + first.key().at());
                }
            } else {
                problems.mismatch(name, "text as a key");
            }
        }
        return new Mapping(position(start), List.copyOf(entries.values()));
    }

    private static FilePosition position(Event event) {
        return position(event.getStartMark());
    }

    private static FilePosition position(Optional<Mark> mark) {
        return mark.map(found -> new FilePosition(found.getLine() + 1, found.getColumn() + 1))
                .orElse(FilePosition.START);
    }
}
