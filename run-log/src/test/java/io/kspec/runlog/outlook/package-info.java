/** Tests of what runs tell of clients. */
@NullMarked
package io.kspec.runlog.outlook;

import org.jspecify.annotations.NullMarked;
