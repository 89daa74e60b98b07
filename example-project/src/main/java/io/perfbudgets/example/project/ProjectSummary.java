package io.perfbudgets.example.project;

import java.time.LocalDate;

record ProjectSummary(Long id, String name, String owner, LocalDate createdOn, long clips) {

    ProjectSummary(Project project, long clips) {
        this(project.id(), project.name(), project.owner(), project.createdOn(), clips);
    }
}
