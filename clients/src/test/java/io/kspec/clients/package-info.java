/** Real clients against the mock broker, in the words of tests of their own. */
@NullMarked
package io.kspec.clients;

import org.jspecify.annotations.NullMarked;
