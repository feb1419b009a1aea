/** Real clients against the mock broker. */
@NullMarked
package io.kspec.clients;

import org.jspecify.annotations.NullMarked;
