// What the sample attempt changed, as git would show it.

export const patch = `diff --git a/src/Stock/DepotStock.cs b/src/Stock/DepotStock.cs
new file mode 100644
index 0000000..5f3c1d2
--- /dev/null
+++ b/src/Stock/DepotStock.cs
@@ -0,0 +1,21 @@
+namespace Orchard.Stock;
+
+/// <summary>How much of a fruit lies in one depot.</summary>
+public sealed record DepotStock(DepotId Depot, FruitId Fruit, int Kilograms)
+{
+    /// <summary>Takes from it; null where there is not enough.</summary>
+    public DepotStock? Take(int kilograms)
+    {
+        ArgumentOutOfRangeException.ThrowIfNegative(kilograms);
+        return kilograms > Kilograms ? null : this with { Kilograms = Kilograms - kilograms };
+    }
+
+    /// <summary>Adds a delivery.</summary>
+    public DepotStock Add(int kilograms)
+    {
+        ArgumentOutOfRangeException.ThrowIfNegative(kilograms);
+        return this with { Kilograms = checked(Kilograms + kilograms) };
+    }
+
+    public override string ToString() => $"{Kilograms} kg of {Fruit} in {Depot}";
+}
diff --git a/src/Stock/StockService.cs b/src/Stock/StockService.cs
index 1b44de9..9f3c1d2 100644
--- a/src/Stock/StockService.cs
+++ b/src/Stock/StockService.cs
@@ -12,18 +12,24 @@ public sealed class StockService(IStockStore store, TimeProvider time)
     private readonly IStockStore _store = store;
     private readonly TimeProvider _time = time;
 
-    /// <summary>How much there is in a town.</summary>
-    public async Task<int> CountAsync(TownId town, FruitId fruit, CancellationToken cancellationToken)
+    /// <summary>How much there is in a depot.</summary>
+    public async Task<int> CountAsync(DepotId depot, FruitId fruit, CancellationToken cancellationToken)
     {
-        var rows = await _store.ReadAsync(town, cancellationToken);
-        return rows.Where(r => r.Fruit == fruit).Sum(r => r.Kilograms);
+        var stock = await _store.FindAsync(depot, fruit, cancellationToken);
+        return stock?.Kilograms ?? 0;
     }
 
-    public async Task ReserveAsync(TownId town, FruitId fruit, int kilograms, CancellationToken cancellationToken)
+    public async Task<bool> ReserveAsync(DepotId depot, FruitId fruit, int kilograms, CancellationToken cancellationToken)
     {
-        var left = await CountAsync(town, fruit, cancellationToken);
-        if (left < kilograms) throw new OutOfStockException(town, fruit);
-        await _store.WriteAsync(town, fruit, left - kilograms, cancellationToken);
+        for (var attempt = 0; attempt < Attempts; attempt++)
+        {
+            var stock = await _store.FindAsync(depot, fruit, cancellationToken);
+            if (stock?.Take(kilograms) is not { } taken) return false;
+            // Another picker may have been faster: then what is left is read anew.
+            if (await _store.ReplaceAsync(stock, taken, cancellationToken)) return true;
+        }
+
+        return false;
     }
 
     public Task<IReadOnlyList<FruitId>> SeasonAsync(CancellationToken cancellationToken) =>
@@ -41,3 +47,5 @@ public sealed class StockService(IStockStore store, TimeProvider time)
     private static bool IsInSeason(Fruit fruit, DateOnly day) =>
         fruit.From <= day && day <= fruit.To;
+
+    private const int Attempts = 3;
 }
diff --git a/src/Stock/TownStock.cs b/src/Stock/TownStock.cs
deleted file mode 100644
index 77aa111..0000000
--- a/src/Stock/TownStock.cs
+++ /dev/null
@@ -1,4 +0,0 @@
-namespace Orchard.Stock;
-
-/// <summary>How much of a fruit lies in the depots of a town.</summary>
-public sealed record TownStock(TownId Town, FruitId Fruit, int Kilograms);
diff --git a/tests/Stock/ReservationTests.cs b/tests/Stock/ReservationTests.cs
index 2a6b1c0..e9d8f7a 100644
--- a/tests/Stock/ReservationTests.cs
+++ b/tests/Stock/ReservationTests.cs
@@ -8,4 +8,23 @@ public sealed class ReservationTests
     private readonly MemoryStockStore _store = new();
 
+    [Fact]
+    public async Task Two_pickers_never_get_the_same_apples()
+    {
+        await _store.Put(new(Depot.North, Fruit.Boskoop, 10));
+        var service = new StockService(_store, TimeProvider.System);
+
+        var both = await Task.WhenAll(
+            service.ReserveAsync(Depot.North, Fruit.Boskoop, 6, default),
+            service.ReserveAsync(Depot.North, Fruit.Boskoop, 6, default));
+
+        both.Count(got => got).ShouldBe(1);
+        (await service.CountAsync(Depot.North, Fruit.Boskoop, default)).ShouldBe(4);
+    }
+
+    [Fact]
+    public async Task An_empty_depot_gives_nothing()
+    {
+        (await new StockService(_store, TimeProvider.System).ReserveAsync(Depot.South, Fruit.Boskoop, 1, default)).ShouldBeFalse();
+    }
 }
diff --git a/docs/stock.md b/docs/depots.md
similarity index 100%
rename from docs/stock.md
rename to docs/depots.md
diff --git a/docs/depots.png b/docs/depots.png
index aa11bb2..cc33dd4 100644
Binary files a/docs/depots.png and b/docs/depots.png differ
`;

export const diff = {
  base: '1b44de90aa0c35efc0ffee00d15ea5e5ba5eba11',
  head: '9f3c1d2ab8e44c07f1d2a6b1c0e9d8f7a6b5c4d3',
  patch,
  truncated: false,
};
