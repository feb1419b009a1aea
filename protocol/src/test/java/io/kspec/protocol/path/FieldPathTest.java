package io.kspec.protocol.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldPathTest {
    private final Message response = Message.builder(
                    Catalog.standard().api("OffsetFetch").response(2))
            .add("Topics", topic -> topic.set("Name", "orders")
                    .add(
                            "Partitions",
                            partition -> partition.set("PartitionIndex", 1).set("CommittedOffset", 9L))
                    .add("Partitions", partition -> partition.set("PartitionIndex", 2)))
            .build();

    @Test
    void aPathFindsANestedValue() {
        assertThat(find("Topics[0].Partitions[0].CommittedOffset")).isEqualTo(9L);
        assertThat(find("ErrorCode")).isEqualTo((short) 0);
        assertThat(FieldPath.parse("Topics[1].Name").find(response)).isEmpty();
    }

    @Test
    void replacingAValueKeepsTheRest() {
        Message changed =
                FieldPath.parse("Topics[0].Partitions[0].CommittedOffset").replace(response, 10L);
        assertThat(FieldPath.parse("Topics[0].Partitions[0].CommittedOffset").find(changed))
                .contains(10L);
        assertThat(FieldPath.parse("Topics[0].Partitions[0].CommittedOffset").replace(changed, 9L))
                .isEqualTo(response);
    }

    @Test
    void aRemovedEntryIsGone() {
        Message changed = FieldPath.parse("Topics[0].Partitions[0]").remove(response);
        assertThat(FieldPath.parse("Topics[0].Partitions[0].PartitionIndex").find(changed))
                .contains(2);
        assertThat(FieldPath.parse("Topics[0].Partitions[1]").find(changed)).isEmpty();
        assertThatThrownBy(() -> FieldPath.parse("Topics[3]").remove(response))
                .hasMessage("Topics[3]: expected an entry at [3], found 1 entries");
    }

    @Test
    void aTextThatIsNotAPathIsRejectedWithThePosition() {
        for (String text : List.of("", "Topics[", "Topics[x]", ".Name", "Topics..Name", "Topics[0].")) {
            assertThatThrownBy(() -> FieldPath.parse(text))
                    .hasMessageStartingWith("expected a path such as Topics[0].Name, found " + text);
        }
    }

    @Test
    void aPatternMatchesEveryEntryThatItSelects() {
        assertThat(matches("Topics[*].Partitions[*].CommittedOffset"))
                .containsExactly("Topics[0].Partitions[0].CommittedOffset", "Topics[0].Partitions[1].CommittedOffset");
        assertThat(matches("Topics[Name=orders].Partitions[PartitionIndex=2].ErrorCode"))
                .containsExactly("Topics[0].Partitions[1].ErrorCode");
        assertThat(matches("Topics[Name=payments].Name")).isEmpty();
        assertThat(matches("Topics[*].Brokers[*]")).isEmpty();
        assertThat(matches("Topics[0].Partitions[1]")).containsExactly("Topics[0].Partitions[1]");
        assertThat(matches("Topics[0].Partitions[2]")).isEmpty();
    }

    @Test
    void aPatternIsNotThePathOfASingleField() {
        assertThatThrownBy(() -> FieldPath.parse("Topics[*].Name"))
                .hasMessage("expected a path such as Topics[0].Name, found Topics[*].Name (at character 1)");
        assertThatThrownBy(() -> FieldPath.parsePattern("Topics[*].Name").find(response))
                .hasMessage("Topics[*].Name: expected an index instead of [*]");
    }

    @Test
    void aPathHasATypeWhereAVersionHasItsFields() {
        StructSpec spec = response.spec();
        assertThat(FieldPath.parsePattern("Topics[*].Partitions[0].CommittedOffset")
                        .typeIn(spec))
                .hasValueSatisfying(type -> assertThat(type.kind()).isEqualTo(FieldKind.INT64));
        for (String path : List.of("Topics.Name", "Topics[0][0]", "ErrorCode[0]", "ErrorCode.Name", "Groups[0]")) {
            assertThat(FieldPath.parse(path).typeIn(spec)).as(path).isEmpty();
        }
    }

    @Test
    void aPathSplitsIntoItsStructureAndTheLastField() {
        FieldPath entry = FieldPath.parse("Topics[0].Partitions[1]");
        assertThat(entry.structure()).contains(FieldPath.parse("Topics[0]"));
        assertThat(entry.lastName()).isEqualTo("Partitions[1]");
        assertThat(entry.isEntry()).isTrue();
        assertThat(FieldPath.parse("Topics[0]").structure()).isEmpty();
        assertThat(FieldPath.withoutSelectors("Topics[0].Partitions[*].Tags[Key=a.b].Value"))
                .isEqualTo("Topics.Partitions.Tags.Value");
    }

    private List<String> matches(String pattern) {
        return FieldPath.parsePattern(pattern).in(response).stream()
                .map(FieldPath::toString)
                .toList();
    }

    private Object find(String path) {
        return FieldPath.parse(path).find(response).orElseThrow();
    }
}
