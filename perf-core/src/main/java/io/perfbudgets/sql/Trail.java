package io.perfbudgets.sql;

/**
 * What the stack tells of a call besides its line.
 *
 * @param loop identifies the innermost loop around the call and the way to it; 0 if none is known
 * @param owner whose code that loop is
 * @param access the technology between the application and the driver
 * @param through the repository, mapper or entity between them, {@code GameRepository.findByTitle} or {@code Game}; empty
 *     if there is none
 */
public record Trail(int loop, LoopOwner owner, Access access, String through) {
    /** When the stack was not looked at. */
    public static final Trail UNKNOWN = new Trail(0, LoopOwner.APPLICATION, Access.UNKNOWN, "");
}
