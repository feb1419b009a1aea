/** Which jobs real clients will do on the target of a run, by the rules of the clients that its responses broke. */
@NullMarked
package io.kspec.runlog.outlook;

import org.jspecify.annotations.NullMarked;
