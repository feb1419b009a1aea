package io.kspec.suite.checks.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemRequestsTest {
    static List<ItemRequest> requests() {
        return ItemRequests.ALL;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void itemsOfRequestsAndResponsesAreWhereTheDefinitionsHaveThem(ItemRequest request) {
        Versions versions = request.api().versions();
        List<Integer> at = IntStream.rangeClosed(versions.lowest(), versions.highest())
                .filter(request::isAt)
                .boxed()
                .toList();

        assertThat(at).isNotEmpty().allSatisfy(version -> {
            Message body = request.body(version, List.of("a", "b", "c"));
            List<String> asked = request.asked().items(body);
            assertThat(asked).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
            assertThat(isDefined(
                            request.answered(), request.api().response(version).struct()))
                    .isTrue();
        });
    }

    /** Whether each array of a path is defined, with one of its keys at least. */
    private static boolean isDefined(ItemPath path, StructSpec struct) {
        StructSpec outer = struct;
        for (ItemPath.Level level : path.levels()) {
            StructSpec entry = outer.field(level.array()).type().structSpec();
            if (level.keys().stream().noneMatch(entry::has)) {
                return false;
            }
            outer = entry;
        }
        return true;
    }
}
