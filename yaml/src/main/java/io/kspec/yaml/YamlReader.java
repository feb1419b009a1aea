package io.kspec.yaml;

import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one YAML document into nodes. Aliases of anything but single values are refused. */
public final class YamlReader {
    private static final Position START = new Position(1, 1);

    private final Problems problems;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The document, or empty if it is none, for which there is a problem then. */
    public static Optional<YamlNode> read(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(START, "expected a mapping, found an empty file");
                return Optional.empty();
            }
            return Optional.of(new YamlReader(problems).node(root));
        } catch (MarkedYAMLException e) {
            problems.add(position(e.getProblemMark()), "expected YAML, found that " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(START, "expected YAML, found that " + e.getMessage());
        }
        return Optional.empty();
    }

    private YamlNode node(Node node) {
        Position at = position(node.getStartMark());
        if (node instanceof MappingNode mapping) {
            List<Entry> entries = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                YamlNode key = node(tuple.getKeyNode());
                if (key instanceof Scalar name) {
                    entries.add(new Entry(name, node(tuple.getValueNode())));
                } else {
                    problems.misfit(key, "a name as key");
                }
            }
            return new Mapping(at, entries);
        }
        if (node instanceof SequenceNode sequence) {
            return new Sequence(at, sequence.getValue().stream().map(this::node).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Scalar(at, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }

    private static Position position(@Nullable Mark mark) {
        return mark == null ? START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
