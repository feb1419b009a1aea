/** Tests of the APIs about log directories. */
@NullMarked
package io.kspec.mock.api.log;

import org.jspecify.annotations.NullMarked;
