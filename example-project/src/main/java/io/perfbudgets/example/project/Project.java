package io.perfbudgets.example.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

@Entity
@Table(name = "projects")
public class Project {

    @Id
    private Long id;

    private String name;
    private String owner;
    private LocalDate createdOn;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Project() {}

    Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    LocalDate createdOn() {
        return createdOn;
    }
}
