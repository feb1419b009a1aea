/** Tests of the forms of the journal. */
@NullMarked
package io.kspec.mock.journal;

import org.jspecify.annotations.NullMarked;
