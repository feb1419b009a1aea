/** The values of fields as text for people: in explanations, comparisons, capture files and error messages. */
@NullMarked
package io.kspec.protocol.text;

import org.jspecify.annotations.NullMarked;
