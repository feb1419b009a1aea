package io.kspec.mock.script;

import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the paths and values of a stub fit the messages that it matches, so that a typo is rejected rather than
 * silently ignored. A path must exist in at least one of them, and a value must fit wherever the path exists.
 */
final class DefinitionCheck {
    private static final String API_VERSIONS = "ApiVersions";

    private final RequestPattern pattern;

    DefinitionCheck(RequestPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Checks what a stub does to the requests that a pattern matches.
     *
     * @throws IllegalArgumentException if a path does not exist or a value does not fit; the message names it
     */
    void check(ResponseDefinition response) {
        if (pattern.refused()) {
            checkRefused(response);
        }
        for (MessageEdit edit : response.requestEdits()) {
            check(edit, places(true, null), true);
        }
        for (MessageEdit edit : response.edits()) {
            check(edit, places(false, null), false);
        }
        Integer layout =
                response.layoutVersion().isPresent() ? response.layoutVersion().getAsInt() : null;
        response.frameEdits().forEach(edit -> check(edit, layout));
        if (response.error() != null && !reports()) {
            throw new IllegalArgumentException("expected a response that can report an error, found that of "
                    + pattern.api() + ", which has no error code");
        }
        if (response.errorMessage() != null && !explains()) {
            throw new IllegalArgumentException("expected a response with an error message, found that of "
                    + pattern.api() + ", which has none at these versions");
        }
    }

    /** Checks the value of a condition, which must be possible at one version at least. */
    void checkCondition(PathPattern path, @Nullable Object expected) {
        List<Place> places = known(path, places(true, null), true);
        ValueMisfitException misfit = null;
        for (Place place : places) {
            try {
                path.checkValue(place.struct(), expected);
                return;
            } catch (IllegalArgumentException e) {
                misfit = at(place, path, e);
            }
        }
        if (misfit != null) {
            throw misfit;
        }
    }

    /** A request or response at a version. */
    private record Place(ApiSpec api, int version, StructSpec struct) {}

    private void checkRefused(ResponseDefinition response) {
        boolean answered = API_VERSIONS.equals(pattern.api());
        boolean editsMessage = response.error() != null
                || !response.edits().isEmpty()
                || !response.frameEdits().isEmpty();
        if (!answered && editsMessage) {
            throw new IllegalArgumentException(
                    "expected only a body, a delay or an ending for refused requests other than"
                            + " ApiVersions, to which Kafka has no response that could be changed");
        }
        if (!response.requestEdits().isEmpty() || response.layoutVersion().isPresent()) {
            throw new IllegalArgumentException("expected no change to refused requests, which are not handled");
        }
    }

    private boolean reports() {
        return places(false, null).stream()
                .anyMatch(place -> ErrorPlan.of(place.api(), place.version()).reports());
    }

    private boolean explains() {
        return places(false, null).stream()
                .anyMatch(place -> ErrorPlan.of(place.api(), place.version()).explains());
    }

    private static void check(MessageEdit edit, List<Place> places, boolean request) {
        Optional<PathPattern> path = edit.target();
        if (path.isEmpty()) {
            return;
        }
        for (Place place : known(path.get(), places, request)) {
            try {
                edit.check(place.struct());
            } catch (IllegalArgumentException e) {
                throw at(place, path.get(), e);
            }
        }
    }

    private void check(FrameEdit edit, @Nullable Integer layout) {
        Optional<PathPattern> path = edit.target().flatMap(FramePlace::path);
        if (path.isEmpty()) {
            return;
        }
        boolean whole = edit.target().get().isWholeField();
        List<Place> known = known(path.get(), places(false, layout), false);
        for (Place place : known) {
            Optional<FieldType> type = path.get().typeIn(place.struct());
            Optional<String> expected = whole ? type.flatMap(edit::unfit) : Optional.empty();
            if (expected.isPresent()) {
                throw new IllegalArgumentException(
                        path.get() + ": expected " + expected.get() + ", found " + type.get());
            }
        }
    }

    private List<Place> places(boolean request, @Nullable Integer layout) {
        List<Place> places = new ArrayList<>();
        for (ApiSpec api : apis()) {
            Versions versions = versions(api);
            if (layout != null) {
                versions = new Versions(layout, layout).intersect(api.versions());
            }
            forEach(
                    versions,
                    version -> places.add(new Place(
                            api,
                            version,
                            request
                                    ? api.request(version).struct()
                                    : api.response(version).struct())));
        }
        return places;
    }

    private static void forEach(Versions versions, Consumer<Integer> action) {
        for (int version = versions.lowest(); version <= versions.highest(); version++) {
            action.accept(version);
        }
    }

    private List<ApiSpec> apis() {
        return pattern.api() == null
                ? List.copyOf(Catalog.standard().apis())
                : List.of(Catalog.standard().api(pattern.api()));
    }

    private Versions versions(ApiSpec api) {
        return pattern.refused() && api.name().equals(API_VERSIONS)
                ? new Versions(0, 0)
                : pattern.versions().intersect(api.versions());
    }

    private static List<Place> known(PathPattern path, List<Place> places, boolean request) {
        List<Place> known =
                places.stream().filter(place -> path.isKnownTo(place.struct())).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(path + ": expected the path of a field " + where(places, request));
        }
        return known;
    }

    private static String where(List<Place> places, boolean request) {
        String kind = request ? "request" : "response";
        if (places.isEmpty()
                || !places.get(0).api().equals(places.get(places.size() - 1).api())) {
            return "of a " + kind;
        }
        int lowest = places.get(0).version();
        int highest = places.get(places.size() - 1).version();
        return "in versions " + new Versions(lowest, highest) + " of the "
                + places.get(0).api() + " " + kind;
    }

    private static ValueMisfitException at(Place place, PathPattern path, IllegalArgumentException e) {
        return new ValueMisfitException(
                path + " at version " + place.version() + " of " + place.api() + ": " + e.getMessage(), e);
    }
}
