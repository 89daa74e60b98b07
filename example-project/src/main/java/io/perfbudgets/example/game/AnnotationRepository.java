package io.perfbudgets.example.game;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AnnotationRepository extends JpaRepository<Annotation, Long> {

    @Modifying
    @Query(value = "delete from annotations where id = :id", nativeQuery = true)
    int remove(Long id);
}
