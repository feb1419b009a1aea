package io.kspec.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A topic that the mock broker creates at startup.
 *
 * @param name the name of the topic
 * @param partitions the number of partitions, 1 or more
 */
record TopicOption(String name, int partitions) {

    /** Converts {@code orders} or {@code orders:3}. */
    static final class Converter implements ITypeConverter<TopicOption> {
        private static final Pattern FORM = Pattern.compile("([^:]+)(?::([1-9]\\d{0,4}))?");

        @Override
        public TopicOption convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("expected a topic such as orders or orders:3, found " + text);
            }
            return new TopicOption(matcher.group(1), matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)));
        }
    }
}
