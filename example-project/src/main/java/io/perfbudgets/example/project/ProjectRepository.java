package io.perfbudgets.example.project;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface ProjectRepository extends JpaRepository<Project, Long> {

    @Query("""
            select new io.perfbudgets.example.project.ProjectSummary(
                p, (select count(c) from Clip c where c.project = p))
            from Project p
            order by p.name
            """)
    List<ProjectSummary> summarize();

    @Query("""
            select new io.perfbudgets.example.project.ProjectSummary(
                p, (select count(c) from Clip c where c.project = p))
            from Project p
            where p.id = :id
            """)
    Optional<ProjectSummary> summarize(Long id);
}
