package io.perfbudgets.example.project;

import io.perfbudgets.example.web.NotFoundException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects")
class ProjectController {

    private final ProjectRepository projects;

    ProjectController(ProjectRepository projects) {
        this.projects = projects;
    }

    @GetMapping
    List<ProjectSummary> list() {
        return projects.summarize();
    }

    @GetMapping("/{id}")
    ProjectSummary get(@PathVariable long id) {
        return projects.summarize(id).orElseThrow(() -> new NotFoundException("project", id));
    }
}
