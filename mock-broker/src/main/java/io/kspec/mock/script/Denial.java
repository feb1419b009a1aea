package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.path.FieldPath;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A part of a request that the client is not allowed.
 *
 * @param message the error message, or null for none
 * @param fields fields of the entries that are denied; none if the whole request is
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Denial(ErrorCode error, @Nullable String message, List<FieldPath> fields) {
    public Denial {
        fields = List.copyOf(fields);
    }

    ErrorFault toFault() {
        EntrySelection selection = fields.isEmpty() ? EntrySelection.ALL : EntrySelection.around(List.of(fields));
        return new ErrorFault(error, message, false, selection);
    }
}
