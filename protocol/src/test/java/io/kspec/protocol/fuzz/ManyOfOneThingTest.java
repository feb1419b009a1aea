package io.kspec.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of inputs that repeat one element as often as possible grows linearly with their size. */
@Tag("long")
class ManyOfOneThingTest {
    private static final int SIZE = 8 << 10;
    private static final FuzzTally ARRAYS = new FuzzTally("arrays of every API");
    private static final FuzzTally HEAP = new FuzzTally("families");

    static Stream<Family> steepest() {
        Catalog catalog = Catalog.standard();
        MessageSpec fetch = catalog.api("Fetch").request(17);
        List<Family> families = new ArrayList<>(
                List.of(MessageFamilies.ofTaggedFields(fetch), MessageFamilies.ofTaggedFieldsOutOfOrder(fetch)));
        families.addAll(MessageFamilies.ofArrays(fetch));
        families.addAll(MessageFamilies.ofArrays(catalog.api("Metadata").response(1)));
        families.addAll(MessageFamilies.ofArrays(catalog.api("Metadata").response(12)));
        families.addAll(RecordsFamilies.all());
        return families.stream();
    }

    @ParameterizedTest
    @MethodSource("steepest")
    void timeIsLinear(Family family) {
        double growth = new Growth(family.subject(), family.inputs(), SIZE).measure();

        assertThat(growth).isLessThan(Growth.MOST);
    }

    @ParameterizedTest
    @MethodSource("steepest")
    void heapIsLinear(Family family) {
        for (int size = SIZE; size <= SIZE * Growth.STEP; size *= 4) {
            FuzzCase large = new FuzzCase(family.subject(), family.inputs().apply(size));
            HEAP.add(large, large.run());
        }
    }

    @Test
    void heapIsLinearForEveryArrayOfEveryApi() {
        List<Family> families = new ArrayList<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            int newest = api.versions().highest();
            families.addAll(MessageFamilies.ofArrays(api.request(newest)));
            families.addAll(MessageFamilies.ofArrays(api.response(newest)));
        }
        for (Family family : families) {
            FuzzCase large = new FuzzCase(family.subject(), family.inputs().apply(SIZE / 2));
            ARRAYS.add(large, large.run());
        }
        assertThat(ARRAYS.cases()).isGreaterThan(500);
    }

    @AfterAll
    static void report() throws IOException {
        String report = FuzzTally.report(List.of(ARRAYS, HEAP));
        System.out.println(report);
        Files.writeString(Path.of("target", "fuzz-families.md"), report);
    }
}
