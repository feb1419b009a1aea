/** Reports of sample runs, looked at as text, as XML and in a browser. */
@NullMarked
package io.kspec.reports;

import org.jspecify.annotations.NullMarked;
