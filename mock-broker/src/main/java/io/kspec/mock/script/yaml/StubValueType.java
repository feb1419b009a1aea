package io.kspec.mock.script.yaml;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Arrays;
import java.util.List;

/** What the value of a key in a file of stubs must be. */
public enum StubValueType {
    TEXT("text"),
    FLAG("true or false"),
    INTEGER("a whole number"),
    /** A whole number that counts something. */
    COUNT("a whole number from 1"),
    /** A whole number that may be zero. */
    NATURAL("a whole number from 0"),
    PROBABILITY("a number above 0, up to 1"),
    DURATION("a duration such as 250ms, 10s or 2m"),
    HEX("pairs of hexadecimal digits"),
    API("the name of an API"),
    VERSIONS("versions such as 3, 0-4 or 5+"),
    ERROR("the name or code of an error"),
    ENDING("an ending"),
    INTEGER_TYPE("a type of whole numbers"),
    BATCH_FIELD("a field of a record batch's header"),
    /** The path of one or more fields, such as {@code Topics[*].Name}. */
    PATH("the path of a field"),
    PATHS("a list of paths of array entries"),
    VALUES("values by path"),
    ENTRIES("entries, one or a list of them, by the path of their array"),
    REQUEST("a request"),
    RESPONSE("a response"),
    STUBS("a list of stubs"),
    BYTE_CHANGES("a list of changes of bytes"),
    RECORD_CHANGES("a list of changes of records");

    private static final List<String> ENDINGS = List.of("disconnect", "overtaken", "reset", "silence");

    private final String text;

    StubValueType(String text) {
        this.text = text;
    }

    /** The values that are allowed; empty if they cannot be listed. */
    public List<String> choices() {
        return switch (this) {
            case ENDING -> ENDINGS;
            case API ->
                Catalog.standard().apis().stream()
                        .map(ApiSpec::names)
                        .flatMap(List::stream)
                        .toList();
            case ERROR -> Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList();
            case INTEGER_TYPE ->
                Arrays.stream(FieldKind.values())
                        .filter(FieldKind::isInteger)
                        .map(FieldKind::toString)
                        .toList();
            case BATCH_FIELD ->
                Arrays.stream(RecordBatchField.values())
                        .map(RecordBatchField::fieldName)
                        .toList();
            default -> List.of();
        };
    }

    /** The type in the words of error messages. */
    @Override
    public String toString() {
        return text;
    }
}
