/** Tests of runs against targets that die, hang or lack what most cases need. */
@NullMarked
package io.kspec.suite.survival;

import org.jspecify.annotations.NullMarked;
