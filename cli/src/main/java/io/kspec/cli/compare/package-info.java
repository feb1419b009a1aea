/** Shows what changed from one run to others, as text or as JSON. */
@NullMarked
package io.kspec.cli.compare;

import org.jspecify.annotations.NullMarked;
