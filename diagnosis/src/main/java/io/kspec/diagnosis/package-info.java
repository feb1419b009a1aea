/** What a diagnosis says: the slips, implausible values and client reactions that kspec knows. */
@NullMarked
package io.kspec.diagnosis;

import org.jspecify.annotations.NullMarked;
