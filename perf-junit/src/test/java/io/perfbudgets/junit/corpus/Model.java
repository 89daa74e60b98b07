package io.perfbudgets.junit.corpus;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Entities over the tables of {@link Games}, the same table mapped in several ways. */
public final class Model {
    private static final SessionFactory FACTORY = factory();

    private Model() {}

    private static SessionFactory factory() {
        Configuration configuration = new Configuration()
                .setProperty(AvailableSettings.USE_SECOND_LEVEL_CACHE, "true")
                .setProperty(AvailableSettings.USE_QUERY_CACHE, "true")
                .setProperty("hibernate.cache.region.factory_class", "jcache")
                .setProperty("hibernate.javax.cache.missing_cache_strategy", "create");
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, Games.DATA);
        List.of(
                        Game.class,
                        EagerGame.class,
                        BatchedGame.class,
                        SubselectGame.class,
                        DetailedGame.class,
                        CachedGame.class,
                        Season.class,
                        BatchedSeason.class,
                        CachedSeason.class,
                        Annotation.class,
                        Author.class,
                        Detail.class,
                        Medium.class,
                        Video.class,
                        Photo.class,
                        Category.class,
                        Draft.class)
                .forEach(configuration::addAnnotatedClass);
        return configuration.buildSessionFactory();
    }

    public static EntityManager open() {
        return FACTORY.createEntityManager();
    }

    static void emptyCaches() {
        FACTORY.getCache().evictAllRegions();
    }

    /** Everything lazy. */
    @Entity(name = "Game")
    @Table(name = "games")
    public static class Game {
        @Id
        int id;

        String title = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "season_id")
        Season season;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "medium_id")
        Medium medium;

        @OneToMany(mappedBy = "game")
        Set<Annotation> annotations;

        @ElementCollection
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "game_id"))
        @Column(name = "tag")
        Set<String> tags;

        public Season getSeason() {
            return season;
        }
    }

    /** Everything eager, which a query follows by one more SELECT for each. */
    @Entity(name = "EagerGame")
    @Table(name = "games")
    public static class EagerGame {
        @Id
        int id;

        @ManyToOne
        @JoinColumn(name = "season_id")
        Season season;

        @ElementCollection(fetch = FetchType.EAGER)
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "game_id"))
        @Column(name = "tag")
        Set<String> tags;
    }

    @Entity(name = "BatchedGame")
    @Table(name = "games")
    public static class BatchedGame {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "season_id")
        BatchedSeason season;

        @ElementCollection
        @BatchSize(size = 3)
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "game_id"))
        @Column(name = "tag")
        Set<String> tags;
    }

    @Entity(name = "BatchedSeason")
    @Table(name = "seasons")
    @BatchSize(size = 3)
    public static class BatchedSeason {
        @Id
        int id;

        String name = "";
    }

    @Entity(name = "SubselectGame")
    @Table(name = "games")
    public static class SubselectGame {
        @Id
        int id;

        @ElementCollection
        @Fetch(FetchMode.SUBSELECT)
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "game_id"))
        @Column(name = "tag")
        Set<String> tags;
    }

    /** The side of a one-to-one without the key: whether there is a detail takes a SELECT for each, lazy or not. */
    @Entity(name = "DetailedGame")
    @Table(name = "games")
    public static class DetailedGame {
        @Id
        int id;

        @OneToOne(mappedBy = "game", fetch = FetchType.LAZY)
        Detail detail;
    }

    @Entity(name = "Detail")
    @Table(name = "details")
    public static class Detail {
        @Id
        int id;

        String venue = "";

        @OneToOne(fetch = FetchType.LAZY)
        @MapsId
        @JoinColumn(name = "game_id")
        DetailedGame game;
    }

    @Entity(name = "CachedGame")
    @Table(name = "games")
    public static class CachedGame {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "season_id")
        CachedSeason season;
    }

    @Entity(name = "CachedSeason")
    @Table(name = "seasons")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    public static class CachedSeason {
        @Id
        int id;

        String name = "";
    }

    @Entity(name = "Season")
    @Table(name = "seasons")
    public static class Season {
        @Id
        int id;

        String name = "";

        public String getName() {
            return name;
        }

        public void rename(String to) {
            name = to;
        }
    }

    @Entity(name = "Annotation")
    @Table(name = "annotations")
    public static class Annotation {
        @Id
        int id;

        String kind = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "game_id")
        Game game;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "author_id")
        Author author;
    }

    @Entity(name = "Author")
    @Table(name = "authors")
    public static class Author {
        @Id
        int id;

        String name = "";
    }

    @Entity(name = "Medium")
    @Table(name = "media")
    @Inheritance
    @DiscriminatorColumn(name = "kind")
    abstract static class Medium {
        @Id
        int id;

        String url = "";

        String url() {
            return url;
        }
    }

    @Entity(name = "Video")
    @DiscriminatorValue("VIDEO")
    public static class Video extends Medium {}

    @Entity(name = "Photo")
    @DiscriminatorValue("PHOTO")
    public static class Photo extends Medium {}

    @Entity(name = "Category")
    @Table(name = "categories")
    public static class Category {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "parent_id")
        Category parent;

        @OneToMany(mappedBy = "parent")
        Set<Category> children;
    }

    /** Its key is given, not generated. */
    @Entity(name = "Draft")
    @Table(name = "drafts")
    public static class Draft {
        @Id
        int id;

        String title = "";

        Draft() {}

        Draft(int id) {
            this.id = id;
            this.title = "draft";
        }
    }
}
