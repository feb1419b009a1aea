/** What walks, clients and captures exercise of the mock broker, as checked-in data. */
@NullMarked
package io.kspec.mock.coverage;

import org.jspecify.annotations.NullMarked;
